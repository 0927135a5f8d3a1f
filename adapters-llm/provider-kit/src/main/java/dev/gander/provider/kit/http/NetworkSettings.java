package dev.gander.provider.kit.http;

import java.util.Optional;
import java.util.function.Function;

/// Where connections look up what the user has set: certificates among the settings, proxies in the
/// environment. Both functions answer for the moment; any thread.
///
/// @param settings a setting by its key, as in `GOOSE_CA_CERT_PATH`
/// @param environment a variable by its exact name, as in `https_proxy`
public record NetworkSettings(
    Function<String, Optional<String>> settings, Function<String, Optional<String>> environment) {
  /// No certificates of the user's, no proxies.
  public static final NetworkSettings NONE =
      new NetworkSettings(_ -> Optional.empty(), _ -> Optional.empty());

  Optional<String> setting(String key) {
    return settings.apply(key);
  }
}
