package dev.gander.application.api.provider;

import dev.gander.domain.model.ModelCatalog;
import java.util.Optional;

/// Looks up the published facts about a model.
public final class LookUpModel {
  private final ModelCatalog catalog;

  public LookUpModel(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  /// Empty for a pair that is not in the catalog.
  public Optional<ModelCatalog.Facts> find(String provider, String model) {
    return catalog.find(provider, model);
  }
}
