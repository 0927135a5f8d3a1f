package dev.gander.connections;

import java.util.Optional;
import java.util.function.Function;

/// Where connections look up the user's settings: certificates among the settings, proxies in the
/// environment. Both functions return current values; any thread.
///
/// @param settings a setting by its key, such as `GOOSE_CA_CERT_PATH`
/// @param environment a variable by its exact name, such as `https_proxy`
public record NetworkSettings(
    Function<String, Optional<String>> settings, Function<String, Optional<String>> environment) {
  /// No user certificates, no proxies.
  public static final NetworkSettings NONE =
      new NetworkSettings(_ -> Optional.empty(), _ -> Optional.empty());

  Optional<String> setting(String key) {
    return settings.apply(key);
  }
}
