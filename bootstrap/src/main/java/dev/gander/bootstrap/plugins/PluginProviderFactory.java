package dev.gander.bootstrap.plugins;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;

/// A plug-in's factory, behind a [Guard].
///
/// @param metadata asked for once
record PluginProviderFactory(String plugin, ProviderMetadata metadata, ProviderFactory factory)
    implements ProviderFactory {
  @Override
  public boolean showsAllModels() {
    return new Guard(plugin).<Boolean, RuntimeException>of(factory::showsAllModels);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    Guard guard = new Guard(plugin);
    return guard.<Provider, RuntimeException>of(
        () -> new PluginProvider(metadata.name(), factory.create(settings), guard));
  }
}
