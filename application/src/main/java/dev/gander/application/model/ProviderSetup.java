package dev.gander.application.model;

import dev.gander.application.model.SignIns.SignIn;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Whether the user has set up a provider, by goosed's rules.
public record ProviderSetup(
    ProviderRegistry registry, ProviderSettings settings, ActiveModel active, Clock clock) {

  /// A provider that is ready to be created.
  ///
  /// @throws InvalidInput if it does not exist or is not set up
  public ProviderFactory configured(String name) {
    ProviderFactory factory =
        registry.find(name).orElseThrow(() -> new InvalidInput("Unknown provider: " + name));
    if (!isConfigured(factory.metadata())) {
      throw new InvalidInput("Provider '" + name + "' is not configured");
    }
    return factory;
  }

  public boolean isConfigured(ProviderMetadata provider) {
    return switch (provider.type()) {
      case CUSTOM -> true;
      case DECLARATIVE ->
          provider.configKeys().stream()
              .filter(key -> key.secret() && key.required())
              .allMatch(this::isSet);
      case PREFERRED, BUILTIN -> isBuiltInConfigured(provider) || isSignedIn(provider.name());
    };
  }

  private boolean isBuiltInConfigured(ProviderMetadata provider) {
    List<ConfigKey> keys = provider.configKeys();
    if (keys.isEmpty()) {
      return isReady(provider);
    }
    if (keys.stream().anyMatch(ConfigKey::oauthFlow)
        && active.isMarkedConfigured(provider.name())) {
      return true;
    }
    List<ConfigKey> required = keys.stream().filter(ConfigKey::required).toList();
    if (required.isEmpty()) {
      return keys.stream().allMatch(key -> key.defaultValue() != null)
          && active.isMarkedConfigured(provider.name());
    }
    List<ConfigKey> open = required.stream().filter(key -> key.defaultValue() == null).toList();
    return open.isEmpty()
        ? required.stream().anyMatch(this::isSet)
        : open.stream().allMatch(this::isSet);
  }

  /// A sign-in that replaces a key counts while its tokens are valid or can be refreshed (1.39);
  /// any other sign-in is marked in the settings.
  private boolean isSignedIn(String provider) {
    Optional<SignIn> signIn = registry.signIns().find(provider).filter(SignIn::replacesKey);
    try {
      return signIn
          .flatMap(it -> settings.tokens().flatMap(caches -> caches.find(it.cache())))
          .filter(kept -> kept.expires() == null || kept.expires().isAfter(clock.instant()))
          .isPresent();
    } catch (StorageException _) {
      return false;
    }
  }

  /// A provider without keys is ready, unless it needs setup elsewhere: then it counts once the
  /// user has chosen it.
  private boolean isReady(ProviderMetadata provider) {
    return provider.setupSteps().isEmpty()
        || active.isMarkedConfigured(provider.name())
        || active.provider().filter(provider.name()::equals).isPresent();
  }

  /// A value that is not text, such as a list, cannot be used by a provider and does not count. Nor
  /// does an unreadable one: the error is reported when the provider is used.
  private boolean isSet(ConfigKey key) {
    try {
      return (key.secret() ? settings.secret(key.name()) : settings.setting(key.name()))
          .isPresent();
    } catch (InvalidInput | StorageException _) {
      return false;
    }
  }
}
