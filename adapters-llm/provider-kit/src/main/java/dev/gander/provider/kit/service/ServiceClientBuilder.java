package dev.gander.provider.kit.service;

import dev.gander.domain.provider.ProviderSettings;
import dev.gander.oauth.BearerTokens;
import java.time.Duration;

/// Builds a [ServiceClient]. Defaults suit most services: authorization by the endpoint's headers,
/// three retries, the usual time limits and ways to report failures. One thread.
public final class ServiceClientBuilder {
  private final ServiceClients clients;
  private final Endpoint endpoint;
  private final ProviderSettings settings;
  private CallLimits limits;
  private RetryPolicy retries = ExponentialBackoff.USUAL;
  private Authorization authorization = new Authorization.InEndpoint();
  private RefusalReader refusals = StatusErrors::of;

  ServiceClientBuilder(ServiceClients clients, Endpoint endpoint, ProviderSettings settings) {
    this.clients = clients;
    this.endpoint = endpoint;
    this.settings = settings;
    limits = CallLimits.usual(settings);
  }

  public ServiceClientBuilder limits(CallLimits limits) {
    this.limits = limits;
    return this;
  }

  public ServiceClientBuilder retries(RetryPolicy retries) {
    this.retries = retries;
    return this;
  }

  public ServiceClientBuilder authorization(Authorization authorization) {
    this.authorization = authorization;
    return this;
  }

  /// Authorizes with a token that may have to be refreshed.
  public ServiceClientBuilder bearer(BearerTokens tokens) {
    return authorization(new Authorization.Bearer(tokens));
  }

  public ServiceClientBuilder refusals(RefusalReader refusals) {
    this.refusals = refusals;
    return this;
  }

  public ServiceClient build() {
    var secrets = settings.knownSecrets();
    endpoint.addTo(secrets);
    var environment = clients.environment();
    var reader = new AnswerReader(endpoint.base());
    return new ServiceClient(
        new RequestWriter(endpoint),
        new ServiceExchange(
            new Authorizer(authorization, secrets),
            new Transport(clients.connections(), ServiceClients.network(settings), limits),
            new AnswerCheck(reader, refusals, secrets, environment.clock())),
        new RetryLoop(retries, environment),
        reader,
        clients.log(settings),
        copy());
  }

  /// A copy with another total time.
  ServiceClientBuilder within(Duration total) {
    return copy().limits(limits.within(total));
  }

  private ServiceClientBuilder copy() {
    return new ServiceClientBuilder(clients, endpoint, settings)
        .limits(limits)
        .retries(retries)
        .authorization(authorization)
        .refusals(refusals);
  }
}
