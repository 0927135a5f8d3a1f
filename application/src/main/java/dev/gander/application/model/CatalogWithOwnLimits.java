package dev.gander.application.model;

import dev.gander.domain.model.ModelCatalog;
import java.util.Optional;
import java.util.OptionalInt;

/// The model catalog as the settings pages show it: with the context limits declared by providers
/// with their own code. For declared providers it is the plain catalog, as in goosed.
public record CatalogWithOwnLimits(ModelCatalog catalog, ProviderRegistry registry)
    implements ModelCatalog {
  @Override
  public Optional<Facts> find(String provider, String model) {
    Optional<Facts> known = catalog.find(provider, model);
    OptionalInt own = ownLimit(provider, model);
    return own.isEmpty()
        ? known
        : Optional.of(
            known
                .map(facts -> facts.withContextLimit(own.getAsInt()))
                .orElseGet(() -> Facts.ofLimit(own.getAsInt())));
  }

  private OptionalInt ownLimit(String provider, String model) {
    return registry.declaration(provider).isPresent()
        ? OptionalInt.empty()
        : registry
            .find(provider)
            .map(factory -> factory.declaredLimit(model))
            .orElse(OptionalInt.empty());
  }

  @Override
  public Naming naming(String model) {
    return catalog.naming(model);
  }
}
