package dev.gander.adapters.local.engine;

import dev.gander.adapters.local.gguf.GgufHeader;
import dev.gander.adapters.local.shelf.ShelvedModel;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.localmodel.EngineFacts;
import dev.gander.domain.localmodel.LocalModelsFactory;
import dev.gander.process.ChildRecords;
import java.nio.file.Path;

/// The engines of this machine: which program runs a model, and the processes that do. Thread-safe.
public final class LocalEngineHost implements AutoCloseable {
  private final EngineSearch search;
  private final KnownHeaders headers = new KnownHeaders();
  private final EnginePool pool;

  LocalEngineHost(EngineSearch search, EnginePool pool) {
    this.search = search;
    this.pool = pool;
  }

  /// Starts nothing.
  public static LocalEngineHost on(
      LocalModelsFactory.Surroundings surroundings, SystemMemory memory) {
    return new LocalEngineHost(
        EngineSearch.in(surroundings),
        new EnginePool(
            TextEngineProcess.starter(
                ChildRecords.in(surroundings.state()), surroundings.installation().temporary()),
            memory,
            () -> EngineSettings.idle(surroundings.settings())));
  }

  /// The model's engine, started if need be.
  ///
  /// @throws ProviderException if the model cannot be run
  public EngineLease acquire(ShelvedModel model) throws InterruptedException {
    return pool.acquire(spec(model));
  }

  /// Loads nothing.
  ///
  /// @throws ProviderException if it is known that the model cannot be run
  public void requireHope(ShelvedModel model) throws InterruptedException {
    pool.requireHope(spec(model));
  }

  private EngineSpec spec(ShelvedModel model) throws InterruptedException {
    return EngineSpec.of(model, headers, search.find());
  }

  /// @throws ProviderException if the model's file is none
  public GgufHeader header(ShelvedModel model) {
    return headers.of(model).header();
  }

  /// For how many tokens a model is, or would be, loaded.
  ///
  /// @throws ProviderException if the model's file is none
  public int context(ShelvedModel model) {
    return MemoryNeed.context(header(model), model.load());
  }

  /// Whether models are told about tools by their templates.
  ///
  /// @throws ProviderException if the program that the user has named cannot be used
  public boolean callsToolsByTemplate() throws InterruptedException {
    return search.find().callsToolsByTemplate();
  }

  /// What runs the models.
  public EngineFacts facts() throws InterruptedException {
    try {
      return search.find().facts();
    } catch (ProviderException e) {
      return EngineFacts.none(e.text());
    }
  }

  /// Ends the engine of a model.
  public void unload(Path file) {
    pool.unload(file);
  }

  /// Ends the engine of a model once nobody uses it.
  public void evict(Path file) {
    pool.evict(file);
  }

  /// Whether the engine of a model runs, and has loaded it.
  public boolean isLoaded(Path file) {
    return pool.isLoaded(file);
  }

  @Override
  public void close() {
    pool.close();
  }
}
