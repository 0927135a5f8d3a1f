package dev.gander.domain.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderSettingsTest {
  @Test
  void blanksAroundAValueAreLeftOut() {
    ProviderSettings settings = answering(" value\n");
    assertEquals(Optional.of("value"), settings.filledSetting("KEY"));
    assertEquals(Optional.of("value"), settings.filledSecret("KEY"));
    assertEquals(Optional.of("value"), settings.filledEnvironment("KEY"));
    assertEquals("value", settings.needSetting("KEY"));
    assertEquals("value", settings.needSecret("KEY"));
  }

  @Test
  void aBlankValueIsNone() {
    ProviderSettings settings = answering(" \t");
    assertEquals(Optional.empty(), settings.filledSetting("KEY"));
    assertEquals(Optional.empty(), settings.filledSecret("KEY"));
    assertEquals(Optional.empty(), settings.filledEnvironment("KEY"));
    ProviderException missing =
        assertThrows(ProviderException.class, () -> settings.needSecret("KEY"));
    assertTrue(missing.text().contains("KEY"), missing::text);
  }

  private static ProviderSettings answering(String value) {
    return new ProviderSettings() {
      @Override
      public Optional<String> setting(String key) {
        return Optional.of(value);
      }

      @Override
      public Optional<String> secret(String key) {
        return Optional.of(value);
      }

      @Override
      public Optional<String> environment(String name) {
        return Optional.of(value);
      }
    };
  }
}
