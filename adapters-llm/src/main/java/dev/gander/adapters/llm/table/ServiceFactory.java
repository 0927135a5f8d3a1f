package dev.gander.adapters.llm.table;

import dev.gander.adapters.llm.http.Bearer;
import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Connections;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.Retries;
import dev.gander.adapters.llm.http.RetryPolicy;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.domain.provider.ProviderSettings;

/// A kind of provider of the table that asks a service over HTTP.
public abstract class ServiceFactory extends TableFactory {
  private final Connections connections = new Connections();

  /// @param name of its row in the table
  protected ServiceFactory(String name, Surroundings surroundings) {
    super(name, surroundings);
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
    return new ServiceClient(connections, settings, endpoint, limits, retries, surroundings());
  }

  /// A client of a service that users sign in to.
  protected final ServiceClient client(
      ProviderSettings settings, Endpoint endpoint, CallLimits limits, Bearer bearer) {
    return new ServiceClient(
        connections, settings, endpoint, limits, RetryPolicy.USUAL, surroundings(), bearer);
  }
}
