package dev.gander.application.api.localmodel;

import dev.gander.application.localmodel.MachineModels;
import dev.gander.domain.localmodel.LocalEngines;

/// Gives back the memory that a model takes.
public final class EvictLocalModel {
  private final MachineModels known;
  private final LocalEngines engines;

  public EvictLocalModel(MachineModels known, LocalEngines engines) {
    this.known = known;
    this.engines = engines;
  }

  /// An answer in progress comes to its end first; this does not wait for it. The next message
  /// loads the model again. Does nothing if there is no such model, or it is not loaded.
  public void evict(String id) {
    known.all().stream()
        .filter(model -> model.id().equals(id))
        .forEach(model -> engines.evict(model.file().path()));
  }
}
