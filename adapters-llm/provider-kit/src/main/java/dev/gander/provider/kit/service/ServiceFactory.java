package dev.gander.provider.kit.service;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import java.util.function.Function;

/// Creates providers of one kind that call a service over HTTP. All of them share connections.
public abstract class ServiceFactory implements ProviderFactory {
  private final String name;
  private final Function<String, ProviderMetadata> metadata;
  private final ServiceClients clients = new ServiceClients(ClientEnvironment.real());

  /// @param metadata by the name; evaluated when needed, not at a start
  protected ServiceFactory(String name, Function<String, ProviderMetadata> metadata) {
    this.name = name;
    this.metadata = metadata;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final ProviderMetadata metadata() {
    return metadata.apply(name);
  }

  /// The clients of the real services.
  protected final ServiceClients clients() {
    return clients;
  }

  @Override
  public final Provider create(ProviderSettings settings) {
    return create(settings, clients);
  }

  /// Creates a provider that sends its requests through `clients`; tests pass their own.
  ///
  /// @throws dev.gander.domain.error.ProviderException as [#create(ProviderSettings)] does
  public abstract Provider create(ProviderSettings settings, ServiceClients clients);
}
