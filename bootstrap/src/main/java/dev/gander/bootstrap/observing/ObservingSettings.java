package dev.gander.bootstrap.observing;

import dev.gander.bootstrap.settings.OnOff;
import dev.gander.domain.error.InvalidInput;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is to be measured and traced, according to the environment. All is off unless asked for.
///
/// @param address where measures can be read without a key; null for nowhere
public record ObservingSettings(
    boolean measures, @Nullable InetSocketAddress address, boolean traces) {
  private static final String PORT = "GANDER_METRICS_PORT";

  /// Reads `GANDER_METRICS`, `GANDER_METRICS_PORT` (`9464`, `0.0.0.0:9464`), and those variables of
  /// OpenTelemetry that switch traces on: an address to send them to.
  ///
  /// @throws InvalidInput if one of the first two is invalid
  public static ObservingSettings of(Map<String, String> variables) {
    InetSocketAddress address = address(variables.getOrDefault(PORT, ""));
    boolean measures = OnOff.of(variables, "GANDER_METRICS", false) || address != null;
    return new ObservingSettings(measures, address, traces(variables));
  }

  private static @Nullable InetSocketAddress address(String text) {
    if (text.isBlank()) {
      return null;
    }
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon).replaceAll("[\\[\\]]", "");
    String port = text.substring(colon + 1);
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535 || host.isBlank()) {
      throw wrong(text);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port));
    } catch (UnknownHostException _) {
      throw wrong(text);
    }
  }

  private static InvalidInput wrong(String text) {
    return new InvalidInput(
        PORT + " must be a port or an address with one, such as 0.0.0.0:9464, not `" + text + "`");
  }

  private static boolean traces(Map<String, String> variables) {
    boolean hasReceiver =
        isSet(variables, "OTEL_EXPORTER_OTLP_ENDPOINT")
            || isSet(variables, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    boolean isOff =
        variables.getOrDefault("OTEL_SDK_DISABLED", "").strip().equalsIgnoreCase("true")
            || variables.getOrDefault("OTEL_TRACES_EXPORTER", "").strip().equals("none");
    return hasReceiver && !isOff;
  }

  private static boolean isSet(Map<String, String> variables, String name) {
    return !variables.getOrDefault(name, "").isBlank();
  }

  /// Whether somebody is to be told.
  public boolean areOn() {
    return measures || traces;
  }
}
