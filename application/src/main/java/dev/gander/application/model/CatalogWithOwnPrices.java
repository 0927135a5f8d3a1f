package dev.gander.application.model;

import dev.gander.domain.model.ModelCatalog;
import java.util.Optional;

/// The model catalog, with the user's own prices for models that it does not contain, or that cost
/// the user something else.
public record CatalogWithOwnPrices(ModelCatalog catalog, OwnPrices prices) implements ModelCatalog {
  @Override
  public Optional<Facts> find(String provider, String model) {
    Optional<Facts> known = catalog.find(provider, model);
    return prices
        .of(provider, model)
        .map(own -> known.orElse(Facts.UNKNOWN).withPrices(own))
        .or(() -> known);
  }

  @Override
  public Naming naming(String model) {
    return catalog.naming(model);
  }
}
