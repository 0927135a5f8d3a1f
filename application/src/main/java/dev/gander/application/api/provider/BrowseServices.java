package dev.gander.application.api.provider;

import dev.gander.application.model.ProviderRegistry;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.provider.declared.Engine;
import dev.gander.domain.provider.declared.ServiceCatalog;
import dev.gander.domain.provider.declared.ServiceCatalog.Model;
import dev.gander.domain.provider.declared.ServiceCatalog.Service;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Lists the services that could become custom providers.
public final class BrowseServices {
  private final ServiceCatalog catalog;
  private final ProviderRegistry registry;

  public BrowseServices(ServiceCatalog catalog, ProviderRegistry registry) {
    this.catalog = catalog;
    this.registry = registry;
  }

  /// A service with everything needed to declare it as a custom provider.
  public record Template(Service service, List<Model> models) {}

  /// The services of a dialect that are not yet providers, sorted by name; empty if no engine
  /// implements the dialect.
  public Optional<List<Service>> list(String format) {
    return registry.engine(format).map(engine -> list(new Engine(engine.name())));
  }

  private List<Service> list(Engine engine) {
    return catalog.services().stream()
        .filter(service -> service.format().equals(engine))
        .filter(service -> registry.find(service.id()).isEmpty())
        .sorted(Comparator.comparing(Service::name))
        .toList();
  }

  /// @throws NotFound if it is not in the catalog
  public Template template(String id) {
    Service found =
        catalog.services().stream()
            .filter(service -> service.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("Provider '" + id + "' not found in catalog"));
    return new Template(found, catalog.models(id));
  }
}
