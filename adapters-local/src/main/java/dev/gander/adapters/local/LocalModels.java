package dev.gander.adapters.local;

import dev.gander.adapters.local.download.HttpDownloads;
import dev.gander.adapters.local.engine.LocalEngineHost;
import dev.gander.adapters.local.engine.SystemMemory;
import dev.gander.adapters.local.hub.HubModels;
import dev.gander.adapters.local.hub.HubRequests;
import dev.gander.adapters.local.hub.HubSettings;
import dev.gander.adapters.local.shelf.ModelShelf;
import dev.gander.connections.Connections;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.localmodel.LocalEngines;
import dev.gander.domain.localmodel.LocalModelsFactory;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.process.ChildRecords;
import java.nio.file.Path;
import java.util.List;

/// The service of this module.
public final class LocalModels implements LocalModelsFactory {
  /// Of llama.cpp b4916, which is in `de.kherud:llama`.
  private static final List<String> CHAT_TEMPLATES =
      List.of(
          "chatglm3",
          "chatglm4",
          "chatml",
          "command-r",
          "deepseek",
          "deepseek2",
          "deepseek3",
          "exaone3",
          "falcon3",
          "gemma",
          "gigachat",
          "glmedge",
          "granite",
          "llama2",
          "llama2-sys",
          "llama2-sys-bos",
          "llama2-sys-strip",
          "llama3",
          "megrez",
          "minicpm",
          "mistral-v1",
          "mistral-v3",
          "mistral-v3-tekken",
          "mistral-v7",
          "monarch",
          "openchat",
          "orion",
          "phi3",
          "phi4",
          "rwkv-world",
          "vicuna",
          "vicuna-orca",
          "zephyr");

  private final Connections connections = new Connections();
  private final SystemMemory memory = new SystemMemory(Path.of("/"));

  @Override
  public FileDownloads downloads(Surroundings surroundings) {
    return new HttpDownloads(
        requests(surroundings), surroundings.locks(), ChildRecords.in(surroundings.state()));
  }

  @Override
  public ModelHub hub(Surroundings surroundings) {
    return new HubModels(requests(surroundings));
  }

  @Override
  public LocalEngines engines(Surroundings surroundings) {
    return new ProcessEngines(
        new ModelShelf(surroundings.registry()), LocalEngineHost.on(surroundings, memory));
  }

  @Override
  public long freeMemory() {
    return memory.available();
  }

  @Override
  public List<String> chatTemplates() {
    return CHAT_TEMPLATES;
  }

  private HubRequests requests(Surroundings surroundings) {
    return new HubRequests(
        connections,
        new HubSettings(surroundings.settings(), surroundings.secrets(), surroundings.variables()));
  }
}
