package dev.gander.adapters.local;

import dev.gander.adapters.local.download.HttpDownloads;
import dev.gander.adapters.local.hub.HubRequests;
import dev.gander.adapters.local.hub.HubSettings;
import dev.gander.connections.Connections;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.localmodel.LocalModelsFactory;

/// The service of this module.
public final class LocalModels implements LocalModelsFactory {
  private final Connections connections = new Connections();

  @Override
  public FileDownloads downloads(Surroundings surroundings) {
    return new HttpDownloads(requests(surroundings), surroundings.locks());
  }

  private HubRequests requests(Surroundings surroundings) {
    return new HubRequests(
        connections,
        new HubSettings(surroundings.settings(), surroundings.secrets(), surroundings.variables()));
  }
}
