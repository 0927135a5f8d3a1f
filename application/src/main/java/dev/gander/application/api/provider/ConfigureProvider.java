package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads and changes what a provider needs to be set up: its settings and secrets.
public final class ConfigureProvider {
  private static final int SHORT = 7;
  private static final int FIRST = 4;
  private static final int LAST = 3;

  private final ProviderRegistry registry;
  private final ProviderSetup setup;
  private final Settings settings;
  private final SecretStore secrets;
  private final CleanUpProvider cleanUp;
  private final ActiveModel active;

  public ConfigureProvider(
      ProviderRegistry registry,
      ProviderSetup setup,
      Settings settings,
      SecretStore secrets,
      CleanUpProvider cleanUp,
      ActiveModel active) {
    this.registry = registry;
    this.setup = setup;
    this.settings = settings;
    this.secrets = secrets;
    this.cleanUp = cleanUp;
    this.active = active;
  }

  /// @param value a mask if it is a secret; null if it is not set
  public record Field(ConfigKey key, @Nullable String value) {}

  /// False for an unknown provider.
  public boolean isConfigured(String provider) {
    return registry.find(provider).filter(it -> setup.isConfigured(it.metadata())).isPresent();
  }

  /// In the provider's order.
  ///
  /// @throws InvalidInput for an unknown provider
  public List<Field> fields(String provider) {
    return metadata(provider).configKeys().stream()
        .map(key -> new Field(key, value(key).orElse(null)))
        .toList();
  }

  private Optional<String> value(ConfigKey key) {
    return key.secret()
        ? secrets.find(key.name()).map(ConfigureProvider::text).map(ConfigureProvider::masked)
        : settings.find(key.name()).map(ConfigureProvider::text);
  }

  private static String text(Json value) {
    return value instanceof JsonString(String text) ? text : value.compact();
  }

  private static String masked(String secret) {
    int length = secret.codePointCount(0, secret.length());
    return length > SHORT
        ? secret.substring(0, secret.offsetByCodePoints(0, FIRST))
            + "..."
            + secret.substring(secret.offsetByCodePoints(0, length - LAST))
        : "***";
  }

  /// Whoever saves anything has set the provider up, even if all that it needs has a default.
  ///
  /// @throws InvalidInput for an unknown provider or key, and a blank value; nothing was changed
  public void save(String provider, Map<String, String> values) {
    ProviderMetadata metadata = metadata(provider);
    values.forEach((name, value) -> check(metadata, name, value));
    values.forEach(
        (name, value) -> {
          if (key(metadata, name).filter(ConfigKey::secret).isPresent()) {
            secrets.put(name, Json.of(value.strip()));
          } else {
            settings.put(name, Json.of(value.strip()));
          }
        });
    if (!setup.isConfigured(metadata)) {
      active.markConfigured(provider, JsonBool.TRUE);
    }
  }

  private static void check(ProviderMetadata metadata, String name, String value) {
    if (key(metadata, name).isEmpty()) {
      throw new InvalidInput("Unsupported provider config field: " + name);
    }
    if (value.isBlank()) {
      throw new InvalidInput("Provider config field cannot be empty: " + name);
    }
  }

  private static Optional<ConfigKey> key(ProviderMetadata metadata, String name) {
    return metadata.configKeys().stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /// Removes all of it, also tokens.
  ///
  /// @throws InvalidInput for an unknown provider
  public void delete(String provider) {
    for (ConfigKey key : metadata(provider).configKeys()) {
      if (key.secret()) {
        secrets.remove(key.name());
      } else {
        settings.remove(key.name());
      }
    }
    cleanUp.cleanUp(provider);
    if (active.isMarkedConfigured(provider)) {
      active.unmarkConfigured(provider);
    }
  }

  /// @throws InvalidInput if the provider is unknown or has no sign-in
  public void requireSignIn(String provider) {
    if (metadata(provider).configKeys().stream().noneMatch(ConfigKey::oauthFlow)) {
      throw new InvalidInput("Provider does not support native authentication: " + provider);
    }
  }

  private ProviderMetadata metadata(String provider) {
    return registry
        .find(provider)
        .orElseThrow(() -> new InvalidInput("Unknown provider: " + provider))
        .metadata();
  }
}
