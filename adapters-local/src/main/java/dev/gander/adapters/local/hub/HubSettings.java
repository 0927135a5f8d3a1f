package dev.gander.adapters.local.hub;

import dev.gander.connections.NetworkSettings;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.download.Offline;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where the hub is, the token for it, and whether it may be asked at all: by the names that other
/// programs use for it, among the settings or in the environment.
public final class HubSettings {
  private static final String ENDPOINT = "HF_ENDPOINT";
  private static final String TOKEN = "HF_TOKEN";
  private static final String OFFLINE = "GANDER_OFFLINE";
  private static final String USUAL_ENDPOINT = "https://huggingface.co";
  private static final Set<String> YES = Set.of("1", "true", "yes", "on");

  private final Settings settings;
  private final SecretStore secrets;
  private final Map<String, String> variables;

  public HubSettings(Settings settings, SecretStore secrets, Map<String, String> variables) {
    this.settings = settings;
    this.secrets = secrets;
    this.variables = Map.copyOf(variables);
  }

  /// The hub's address, without a slash at its end.
  ///
  /// @throws Unavailable if the setting is not an address
  URI endpoint() {
    String text = setting(ENDPOINT).orElse(USUAL_ENDPOINT).replaceFirst("/+$", "");
    try {
      URI endpoint = URI.create(text);
      if (Origin.isWeb(endpoint) && endpoint.getRawQuery() == null) {
        return endpoint;
      }
    } catch (IllegalArgumentException _) {
      // Answered as any other text that is not an address.
    }
    throw new Unavailable(ENDPOINT + " must be an address such as " + USUAL_ENDPOINT);
  }

  /// Never log it.
  Optional<String> token() {
    return secrets.find(TOKEN).flatMap(HubSettings::filled);
  }

  /// @throws Offline if the user forbids look-ups
  void requireOnline() {
    if (setting(OFFLINE)
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(YES::contains)
        .isPresent()) {
      throw new Offline(OFFLINE);
    }
  }

  NetworkSettings network() {
    return new NetworkSettings(this::setting, name -> Optional.ofNullable(variables.get(name)));
  }

  private Optional<String> setting(String key) {
    return settings.find(key).flatMap(HubSettings::filled);
  }

  /// Numbers and booleans in their JSON form: `GANDER_OFFLINE: 1`.
  private static Optional<String> filled(Json json) {
    String text = json instanceof JsonString(String value) ? value : json.compact();
    return Optional.of(text.strip()).filter(value -> !value.isEmpty() && !value.equals("null"));
  }
}
