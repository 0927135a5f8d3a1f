package dev.gander.testkit.provider;

import dev.gander.domain.provider.declared.ServiceCatalog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A catalog of the services that a test adds. Not thread-safe.
public final class InMemoryServiceCatalog implements ServiceCatalog {
  private final Map<String, Service> services = new TreeMap<>();
  private final Map<String, List<Model>> models = new TreeMap<>();

  /// Adds a service with these models, which are sorted by id.
  public InMemoryServiceCatalog know(Service service, Model... its) {
    services.put(service.id(), service);
    models.put(service.id(), List.of(its));
    return this;
  }

  @Override
  public List<Service> services() {
    return List.copyOf(services.values());
  }

  @Override
  public List<Model> models(String service) {
    return models.getOrDefault(service, List.of());
  }
}
