package dev.gander.adapters.llm.services;

import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import java.util.function.Function;

/// Creates providers of one kind, and those of declared services with the same dialect.
public abstract class EngineFactory extends ServiceFactory implements ProviderEngine, TableRow {
  protected EngineFactory(String name, Function<String, ProviderMetadata> metadata) {
    super(name, metadata);
  }

  @Override
  public final Provider create(ProviderDeclaration declaration, ProviderSettings settings) {
    return create(declaration, settings, clients());
  }

  /// Creates the provider of a declared service; tests pass their own clients.
  ///
  /// @throws dev.gander.domain.error.ProviderException if the settings lack what it declares
  public abstract Provider create(
      ProviderDeclaration declaration, ProviderSettings settings, ServiceClients clients);
}
