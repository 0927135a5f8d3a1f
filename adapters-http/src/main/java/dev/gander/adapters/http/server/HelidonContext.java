package dev.gander.adapters.http.server;

import io.helidon.common.context.Context;
import io.helidon.common.context.Contexts;
import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;

/// Where Helidon looks for its services.
final class HelidonContext {
  /// Helidon's own name for a context that takes the place of the global one, as in its tests.
  private static final String INSTEAD_OF_GLOBAL = "helidon-registry-static-context";

  private HelidonContext() {}

  /// A context in which Helidon finds no services. By default it reads the service descriptors of
  /// all its modules when the first empty query is made, a sixth of a start, and none of them is
  /// used here. A program around us that uses Helidon keeps its own services.
  static Context withoutDiscovery() {
    Context context = Context.create();
    context.register(INSTEAD_OF_GLOBAL, context);
    Contexts.runInContext(
        context,
        () -> {
          GlobalServiceRegistry.registry(ServiceRegistryManager.create(empty()).registry());
        });
    return context;
  }

  private static ServiceRegistryConfig empty() {
    return ServiceRegistryConfig.builder()
        .discoverServices(false)
        .discoverServicesFromServiceLoader(false)
        .useBinding(false)
        .build();
  }
}
