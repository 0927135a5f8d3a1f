package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The contract of every [ProviderFactory]. No test needs the service: creating a provider opens no
/// connection.
public interface ProviderFactoryContract {

  /// The factory, as created by [java.util.ServiceLoader].
  ProviderFactory factory();

  /// Settings that suffice to create a provider: every secret whose name ends in `_API_KEY` or
  /// `_TOKEN` and every required setting without a default have a value.
  default ProviderSettings settings() {
    return new Filled(settingsWithoutDefault(factory().metadata()));
  }

  @Test
  default void metadataStaysTheSameAndIsFilledIn() {
    var metadata = factory().metadata();
    assertEquals(metadata, factory().metadata());
    assertTrue(metadata.name().matches("[a-z0-9][a-z0-9_-]*"), metadata.name());
    assertFalse(metadata.displayName().isBlank());
    assertFalse(metadata.description().isBlank());
  }

  @Test
  default void eachKeyIsNamedOnce() {
    List<String> names = factory().metadata().configKeys().stream().map(ConfigKey::name).toList();
    assertEquals(names.stream().distinct().toList(), names);
  }

  @Test
  default void itsTokensAlwaysLieInOnePlace() {
    assertEquals(factory().tokenCache(), factory().tokenCache());
  }

  @Test
  default void aSignInTakesThePlaceOfAKeyThatIsThere() {
    if (factory().signInReplacesKey()) {
      assertTrue(factory().tokenCache().isPresent());
      assertTrue(factory().metadata().configKeys().stream().anyMatch(ConfigKey::secret));
    }
  }

  @Test
  default void withItsRequiredKeysAProviderIsMade() {
    assertEquals(factory().metadata().name(), factory().create(settings()).name());
  }

  /// Values obtained by signing in are missing until then.
  @Test
  default void aRequiredKeyThatIsMissingIsNamed() {
    for (ConfigKey key : factory().metadata().configKeys()) {
      if (key.required() && key.defaultValue() == null && !key.oauthFlow()) {
        var settings = new Without(key.name(), settings());
        var failure =
            assertThrows(ProviderException.class, () -> factory().create(settings), key.name());
        assertTrue(failure.text().contains(key.name()), failure.text());
      }
    }
  }

  private static Set<String> settingsWithoutDefault(ProviderMetadata metadata) {
    return metadata.configKeys().stream()
        .filter(key -> key.required() && !key.secret() && key.defaultValue() == null)
        .map(ConfigKey::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  record Filled(Set<String> settings) implements ProviderSettings {
    /// The key's name tells whether the value is a host or a name.
    @Override
    public Optional<String> setting(String key) {
      return settings.contains(key)
          ? Optional.of(
              key.matches(".*_(HOST|ENDPOINT|URL)") ? "https://service.example" : "a-name")
          : Optional.empty();
    }

    @Override
    public Optional<String> secret(String key) {
      return key.matches(".*_(API_KEY|TOKEN)") ? Optional.of("a-key") : Optional.empty();
    }

    @Override
    public Optional<TokenCaches> tokens() {
      return Optional.of(new InMemoryTokenCaches());
    }
  }

  /// The settings without one of them.
  record Without(String missing, ProviderSettings others) implements ProviderSettings {
    @Override
    public Optional<String> setting(String key) {
      return key.equals(missing) ? Optional.empty() : others.setting(key);
    }

    @Override
    public Optional<String> secret(String key) {
      return key.equals(missing) ? Optional.empty() : others.secret(key);
    }

    @Override
    public Optional<TokenCaches> tokens() {
      return others.tokens();
    }
  }
}
