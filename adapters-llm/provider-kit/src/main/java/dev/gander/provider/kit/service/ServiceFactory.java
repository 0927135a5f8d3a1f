package dev.gander.provider.kit.service;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import java.util.function.Function;

/// Makes providers of one kind that ask a service over HTTP. All of them share connections.
public abstract class ServiceFactory implements ProviderFactory {
  private final String name;
  private final Function<String, ProviderMetadata> metadata;
  private final ServiceClients clients = new ServiceClients(ClientEnvironment.real());

  /// @param metadata by the name; asked when somebody wants to see it, and not at a start
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

  /// Makes a provider that sends its requests over `clients`; a test brings its own.
  ///
  /// @throws dev.gander.domain.error.ProviderException as [#create(ProviderSettings)] does
  public abstract Provider create(ProviderSettings settings, ServiceClients clients);
}
