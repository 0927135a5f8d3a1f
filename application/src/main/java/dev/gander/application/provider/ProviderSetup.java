package dev.gander.application.provider;

import dev.gander.application.config.ActiveModel;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import java.util.List;

/// Whether the user has set a provider up, by goosed's rules.
public record ProviderSetup(
    ProviderRegistry registry, ProviderSettings settings, ActiveModel active) {

  /// A provider that is ready to be made.
  ///
  /// @throws InvalidInput if there is none of that name or it is not set up
  public ProviderFactory configured(String name) {
    ProviderFactory factory =
        registry.find(name).orElseThrow(() -> new InvalidInput("Unknown provider: " + name));
    if (!isConfigured(factory.metadata())) {
      throw new InvalidInput("Provider '" + name + "' is not configured");
    }
    return factory;
  }

  public boolean isConfigured(ProviderMetadata provider) {
    List<ConfigKey> keys = provider.configKeys();
    if (keys.isEmpty()) {
      return true;
    }
    if (keys.stream().anyMatch(ConfigKey::oauthFlow)
        && active.isMarkedConfigured(provider.name())) {
      return true;
    }
    List<ConfigKey> required = keys.stream().filter(ConfigKey::required).toList();
    if (required.isEmpty()) {
      return active.isMarkedConfigured(provider.name())
          && keys.stream().allMatch(key -> key.defaultValue() != null);
    }
    List<ConfigKey> open = required.stream().filter(key -> key.defaultValue() == null).toList();
    return open.isEmpty()
        ? required.stream().anyMatch(this::isSet)
        : open.stream().allMatch(this::isSet);
  }

  private boolean isSet(ConfigKey key) {
    return (key.secret() ? settings.secret(key.name()) : settings.setting(key.name())).isPresent();
  }
}
