package dev.gander.bootstrap.ondemand;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.domain.localmodel.LocalEngines;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;

/// Creates the provider `local`, whose module is loaded with the first of them.
public final class LocalProviderFactory implements ProviderFactory {
  private final LocalEngines engines;

  public LocalProviderFactory(LocalEngines engines) {
    this.engines = engines;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public ProviderMetadata metadata() {
    return ProviderTable.metadata(name());
  }

  /// They are the user's own.
  @Override
  public boolean showsAllModels() {
    return true;
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return engines.provider(settings);
  }
}
