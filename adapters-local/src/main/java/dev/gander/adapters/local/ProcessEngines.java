package dev.gander.adapters.local;

import dev.gander.adapters.local.chat.LocalProvider;
import dev.gander.adapters.local.engine.LocalEngineHost;
import dev.gander.adapters.local.shelf.ModelShelf;
import dev.gander.adapters.local.shelf.ShelvedModel;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.localmodel.EngineFacts;
import dev.gander.domain.localmodel.LocalEngines;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import java.nio.file.Path;
import java.util.Optional;

/// Engines in processes of their own, and the provider on top of them.
final class ProcessEngines implements LocalEngines {
  private final ModelShelf shelf;
  private final LocalEngineHost host;
  private final ServiceClients clients = new ServiceClients(ClientEnvironment.real());

  ProcessEngines(ModelShelf shelf, LocalEngineHost host) {
    this.shelf = shelf;
    this.host = host;
  }

  @Override
  public Provider provider(ProviderSettings settings) {
    return new LocalProvider(shelf, host, clients, settings);
  }

  @Override
  public EngineFacts facts() {
    try {
      return host.facts();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return EngineFacts.none("Nobody waited for the answer");
    }
  }

  @Override
  public void unload(Path file) {
    host.unload(file);
  }

  @Override
  public void evict(Path file) {
    host.evict(file);
  }

  @Override
  public boolean isLoaded(Path file) {
    return host.isLoaded(file);
  }

  @Override
  public Optional<String> obstacle(String id) {
    try {
      Optional<ShelvedModel> model = shelf.find(id);
      if (model.isPresent()) {
        host.requireHope(model.get());
      }
      return Optional.empty();
    } catch (ProviderException e) {
      return Optional.of(e.text());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
