package dev.gander.provider.kit.service;

import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.oauth.OAuthHttp;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.util.Map;

/// Creates the clients of one kind of provider, which share their connections. A provider factory
/// has one of these; creating it costs nothing. Any thread.
public final class ServiceClients {
  private final ClientEnvironment environment;
  private final Connections connections = new Connections();

  public ServiceClients(ClientEnvironment environment) {
    this.environment = environment;
  }

  public ClientEnvironment environment() {
    return environment;
  }

  /// Starts building a client that sends its requests to `endpoint`.
  ///
  /// @param settings contain certificates, proxies and known secrets
  public ServiceClientBuilder to(Endpoint endpoint, ProviderSettings settings) {
    return new ServiceClientBuilder(this, endpoint, settings);
  }

  /// Short requests other than those to models, for example for tokens.
  ///
  /// @param headers sent with each
  public OAuthHttp oauth(ProviderSettings settings, Map<String, String> headers) {
    return new OAuthHttp(connections, network(settings), headers);
  }

  /// The log of a provider's requests.
  public RequestLog log(ProviderSettings settings) {
    return new RequestLog(settings, environment.uuids());
  }

  Connections connections() {
    return connections;
  }

  static NetworkSettings network(ProviderSettings settings) {
    return new NetworkSettings(settings::setting, settings::environment);
  }
}
