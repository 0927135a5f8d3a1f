package dev.gander.bootstrap.plugins;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import java.util.Optional;

/// A plug-in's factory, behind a [Guard].
///
/// @param metadata asked for once
/// @param tokenCache asked for once
record PluginProviderFactory(
    String plugin,
    ProviderMetadata metadata,
    Optional<TokenCache> tokenCache,
    ProviderFactory factory)
    implements ProviderFactory {
  @Override
  public boolean showsAllModels() {
    return new Guard(plugin).<Boolean, RuntimeException>of(factory::showsAllModels);
  }

  @Override
  public boolean signInReplacesKey() {
    return new Guard(plugin).<Boolean, RuntimeException>of(factory::signInReplacesKey);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    Guard guard = new Guard(plugin);
    ProviderSettings own = new PluginSettings(settings, tokenCache);
    return guard.<Provider, RuntimeException>of(
        () -> new PluginProvider(metadata.name(), factory.create(own), guard));
  }
}
