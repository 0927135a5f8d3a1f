package dev.gander.bootstrap.plugins;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;

/// A plug-in's factory, behind a [Guard].
///
/// @param metadata asked for once
record PluginProviderFactory(Guard guard, ProviderMetadata metadata, ProviderFactory factory)
    implements ProviderFactory {
  @Override
  public boolean showsAllModels() {
    return guard.promptly("showsAllModels", factory::showsAllModels);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return new PluginProvider(
        metadata.name(), guard.promptly("create", () -> factory.create(settings)), guard);
  }
}
