package dev.gander.adapters.llm.table;

import dev.gander.adapters.llm.http.Bearer;
import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Connections;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.Retries;
import dev.gander.adapters.llm.http.RetryPolicy;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;

/// A kind of provider that has its row in the table and asks a service over HTTP: what all of them
/// need to be made.
public abstract class ServiceFactory implements ProviderFactory {
  private final String name;
  private final Connections connections = new Connections();
  private final Surroundings surroundings;

  /// @param name of its row in the table
  protected ServiceFactory(String name, Surroundings surroundings) {
    this.name = name;
    this.surroundings = surroundings;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final ProviderMetadata metadata() {
    return ProviderTable.metadata(name);
  }

  protected final Connections connections() {
    return connections;
  }

  protected final Surroundings surroundings() {
    return surroundings;
  }

  /// A client that tries again as most services want it.
  protected final ServiceClient client(
      ProviderSettings settings, Endpoint endpoint, CallLimits limits) {
    return client(settings, endpoint, limits, RetryPolicy.USUAL);
  }

  protected final ServiceClient client(
      ProviderSettings settings, Endpoint endpoint, CallLimits limits, Retries retries) {
    return new ServiceClient(connections, settings, endpoint, limits, retries, surroundings);
  }

  /// A client of a service that users sign in to.
  protected final ServiceClient client(
      ProviderSettings settings, Endpoint endpoint, CallLimits limits, Bearer bearer) {
    return new ServiceClient(
        connections, settings, endpoint, limits, RetryPolicy.USUAL, surroundings, bearer);
  }

  protected final RequestLog log(ProviderSettings settings) {
    return new RequestLog(settings, surroundings.uuids());
  }
}
