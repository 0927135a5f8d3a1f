package dev.gander.bootstrap;

import dev.gander.bootstrap.settings.OnOff;
import dev.gander.domain.error.InvalidInput;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How to listen, according to the environment. Settings files have no influence.
///
/// @param key null if none was given, which means a [KeptKey]
/// @param certificate the user's own, in PEM; null to generate one
/// @param certificateKey belongs to `certificate`: both or neither
/// @param allowedHosts host names besides the loopback ones that clients may use
record ServerOptions(
    String host,
    int port,
    @Nullable String key,
    boolean tls,
    @Nullable Path certificate,
    @Nullable Path certificateKey,
    Set<String> allowedHosts) {
  private static final int DEFAULT_PORT = 8080;

  /// Reads `GOOSE_HOST` (127.0.0.1), `GOOSE_PORT` (8080), `GOOSE_SERVER__SECRET_KEY`, `GOOSE_TLS`,
  /// `GOOSE_TLS_CERT_PATH`, `GOOSE_TLS_KEY_PATH` and `GOOSE_ALLOWED_HOSTS`. Without `GOOSE_TLS`,
  /// TLS is on exactly when port and key are both given, which is how Goose Desktop starts us.
  ///
  /// @throws InvalidInput if a value is invalid; the message names the variable
  static ServerOptions of(Map<String, String> environment) {
    String key = environment.get("GOOSE_SERVER__SECRET_KEY");
    String certificate = environment.get("GOOSE_TLS_CERT_PATH");
    String certificateKey = environment.get("GOOSE_TLS_KEY_PATH");
    if ((certificate == null) != (certificateKey == null)) {
      throw new InvalidInput(
          "GOOSE_TLS_CERT_PATH and GOOSE_TLS_KEY_PATH must be set together or not at all");
    }
    String tls = environment.get("GOOSE_TLS");
    boolean isStartedByDesktop = environment.containsKey("GOOSE_PORT") && key != null;
    return new ServerOptions(
        environment.getOrDefault("GOOSE_HOST", "127.0.0.1"),
        port(environment),
        key == null || key.isBlank() ? null : key,
        tls == null ? isStartedByDesktop : truth("GOOSE_TLS", tls),
        certificate == null ? null : Path.of(certificate),
        certificateKey == null ? null : Path.of(certificateKey),
        hosts(environment.getOrDefault("GOOSE_ALLOWED_HOSTS", "")));
  }

  private static int port(Map<String, String> environment) {
    String text = environment.get("GOOSE_PORT");
    if (text == null) {
      return DEFAULT_PORT;
    }
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
      return Integer.parseInt(text);
    }
    throw new InvalidInput("GOOSE_PORT must be a number from 0 to 65535, not `" + text + "`");
  }

  private static boolean truth(String name, String text) {
    return OnOff.read(text)
        .orElseThrow(() -> new InvalidInput(name + " must be true or false, not `" + text + "`"));
  }

  private static Set<String> hosts(String list) {
    return Stream.of(list.split("[,\\s]+"))
        .filter(host -> !host.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
