package dev.gander.bootstrap.observing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservingSettingsTest {
  @Test
  void allIsOffUnlessAskedFor() {
    assertFalse(ObservingSettings.of(Map.of()).areOn());
    assertFalse(
        ObservingSettings.of(Map.of("GANDER_METRICS", "off", "GANDER_METRICS_PORT", " ")).areOn());
    assertFalse(ObservingSettings.of(Map.of("OTEL_SERVICE_NAME", "x")).areOn());
  }

  @ParameterizedTest
  @CsvSource({
    "9464,             127.0.0.1, 9464",
    "0.0.0.0:9464,     0.0.0.0,   9464",
    "[::1]:9464,       0:0:0:0:0:0:0:1, 9464",
    "localhost:1,      localhost, 1"
  })
  void aPortIsOnThisMachineUnlessAnAddressIsGiven(String text, String host, int port) {
    ObservingSettings settings = ObservingSettings.of(Map.of("GANDER_METRICS_PORT", text));

    assertTrue(settings.measures());
    assertEquals(host, settings.address().getHostString());
    assertEquals(port, settings.address().getPort());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "70000", ":9464", "0.0.0.0:", "-1", "1.5"})
  void whatIsNoAddressIsRefused(String text) {
    assertThrows(
        InvalidInput.class, () -> ObservingSettings.of(Map.of("GANDER_METRICS_PORT", text)));
    assertThrows(InvalidInput.class, () -> ObservingSettings.of(Map.of("GANDER_METRICS", text)));
  }

  @Test
  void anAddressSwitchesTracesOnUnlessTheyAreOff() {
    Map<String, String> all = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://x:4318");

    assertTrue(ObservingSettings.of(all).traces());
    assertFalse(ObservingSettings.of(all).measures());
    assertTrue(
        ObservingSettings.of(Map.of("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://x")).traces());
    assertFalse(ObservingSettings.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "")).traces());
    assertFalse(
        ObservingSettings.of(
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://x", "OTEL_SDK_DISABLED", "TRUE"))
            .traces());
    assertFalse(
        ObservingSettings.of(
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://x", "OTEL_TRACES_EXPORTER", "none"))
            .traces());
  }
}
