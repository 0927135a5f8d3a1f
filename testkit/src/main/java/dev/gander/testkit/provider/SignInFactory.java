package dev.gander.testkit.provider;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import java.util.List;
import java.util.Optional;

/// A kind of provider with a sign-in.
public record SignInFactory(
    ProviderMetadata metadata, Optional<TokenCache> tokenCache, boolean signInReplacesKey)
    implements ProviderFactory {
  /// One whose key can only be obtained by signing in.
  public static SignInFactory of(String name, TokenCache cache) {
    ConfigKey token = new ConfigKey(name + "_token", true, true, null, true, false, true);
    return new SignInFactory(metadata(name, token), Optional.of(cache), false);
  }

  /// One with a key that users may also enter.
  public static SignInFactory withKey(String name, TokenCache cache, String key) {
    return new SignInFactory(metadata(name, ConfigKey.secret(key)), Optional.of(cache), true);
  }

  private static ProviderMetadata metadata(String name, ConfigKey key) {
    return new ProviderMetadata(name, name, "", "m", null, List.of(), "", List.of(key));
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new ScriptedProvider(metadata.name());
  }
}
