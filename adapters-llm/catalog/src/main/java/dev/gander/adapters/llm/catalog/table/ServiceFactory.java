package dev.gander.adapters.llm.catalog.table;

import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.http.Connections;
import dev.gander.provider.kit.service.Bearer;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.Retries;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClient;

/// A kind of provider of the table that asks a service over HTTP.
public abstract class ServiceFactory extends TableFactory {
  private final Connections connections = new Connections();

  /// @param name of its row in the table
  protected ServiceFactory(String name, ClientEnvironment environment) {
    super(name, environment);
  }

  protected final Connections connections() {
    return connections;
  }

  /// A client that tries again as most services want it.
  protected final ServiceClient client(
      ProviderSettings settings, Endpoint endpoint, CallLimits limits) {
    return client(settings, endpoint, limits, RetryPolicy.USUAL);
  }

  protected final ServiceClient client(
      ProviderSettings settings, Endpoint endpoint, CallLimits limits, Retries retries) {
    return new ServiceClient(connections, settings, endpoint, limits, retries, environment());
  }

  /// A client of a service that users sign in to.
  protected final ServiceClient client(
      ProviderSettings settings, Endpoint endpoint, CallLimits limits, Bearer bearer) {
    return new ServiceClient(
        connections, settings, endpoint, limits, RetryPolicy.USUAL, environment(), bearer);
  }
}
