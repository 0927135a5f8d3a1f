package dev.gander.application.model;

import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import java.util.Optional;

/// The model catalog, queried with the names of our providers: a declaration may specify the name
/// of its service in the catalog.
public record CatalogOfProviders(ModelCatalog catalog, ProviderRegistry registry)
    implements ModelCatalog {
  @Override
  public Optional<Facts> find(String provider, String model) {
    return registry
        .declaration(provider)
        .map(ProviderDeclaration::catalogName)
        .filter(name -> !name.equals(provider))
        .flatMap(name -> catalog.find(name, model))
        .or(() -> catalog.find(provider, model));
  }

  @Override
  public Naming naming(String model) {
    return catalog.naming(model);
  }
}
