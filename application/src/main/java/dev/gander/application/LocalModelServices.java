package dev.gander.application;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.localmodel.DeleteLocalModel;
import dev.gander.application.api.localmodel.DownloadModel;
import dev.gander.application.api.localmodel.EvictLocalModel;
import dev.gander.application.api.localmodel.FollowModelDownload;
import dev.gander.application.api.localmodel.ListChatTemplates;
import dev.gander.application.api.localmodel.ListLocalModels;
import dev.gander.application.api.localmodel.ListVariants;
import dev.gander.application.api.localmodel.SearchHub;
import dev.gander.application.api.localmodel.SetUpLocalModel;
import dev.gander.application.api.localmodel.SyncFeaturedModels;
import dev.gander.application.localmodel.MachineModels;
import dev.gander.application.localmodel.ModelDownloads;
import dev.gander.domain.localmodel.EngineFacts;
import java.util.concurrent.ExecutorService;

/// Models on this machine, assembled on their ports.
final class LocalModelServices implements AutoCloseable {
  private final Ports.LocalModels ports;
  private final ExecutorService threads;

  LocalModelServices(Ports.LocalModels ports, ExecutorService threads) {
    this.ports = ports;
    this.threads = threads;
  }

  UseCases.LocalModels useCases() {
    MachineModels known = new MachineModels(ports.registry(), ports.downloads(), ports.featured());
    ModelDownloads downloads = new ModelDownloads(known, ports.downloads());
    return new UseCases.LocalModels(
        new ListLocalModels(known, ports.downloads(), ports.engines(), ports.freeMemory()),
        new SyncFeaturedModels(known, ports.hub(), downloads, threads),
        new SearchHub(ports.hub(), ports.downloads()),
        new ListVariants(ports.hub(), known, ports.downloads(), ports.freeMemory()),
        new DownloadModel(ports.hub(), downloads),
        new FollowModelDownload(known, downloads),
        new DeleteLocalModel(known, downloads, ports.engines()),
        new EvictLocalModel(known, ports.engines()),
        new SetUpLocalModel(known),
        new ListChatTemplates(ports.chatTemplates()));
  }

  /// What runs the models, or why nothing does.
  EngineFacts engine() {
    return ports.engines().facts();
  }

  /// Stops the downloads; they are continued when they are started again.
  @Override
  public void close() {
    ports.downloads().close();
  }
}
