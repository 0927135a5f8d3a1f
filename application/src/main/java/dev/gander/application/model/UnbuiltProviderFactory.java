package dev.gander.application.model;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import java.util.Optional;
import java.util.OptionalInt;

/// A provider that goosed has and this server does not support yet: it can be viewed and set up,
/// and reports that when used.
record UnbuiltProviderFactory(ProviderMetadata metadata) implements ProviderFactory {
  /// The catalog takes precedence over the program's table.
  @Override
  public OptionalInt declaredLimit(String model) {
    return OptionalInt.empty();
  }

  @Override
  public Provider create(ProviderSettings settings) {
    missingKey(settings)
        .ifPresent(
            key -> {
              throw new ProviderException.ExecutionError(
                  "Configuration value not found: " + key.name(), null);
            });
    throw new ProviderException.Unsupported(
        "This server cannot talk to " + metadata.displayName() + " yet: choose another provider");
  }

  /// Values obtained by signing in cannot be entered by the user.
  private Optional<ConfigKey> missingKey(ProviderSettings settings) {
    return metadata.configKeys().stream()
        .filter(key -> key.required() && key.defaultValue() == null && !key.oauthFlow())
        .filter(key -> isMissing(key, settings))
        .findFirst();
  }

  private static boolean isMissing(ConfigKey key, ProviderSettings settings) {
    return (key.secret() ? settings.secret(key.name()) : settings.setting(key.name())).isEmpty();
  }
}
