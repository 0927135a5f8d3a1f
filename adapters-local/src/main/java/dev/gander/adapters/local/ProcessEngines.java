package dev.gander.adapters.local;

import dev.gander.adapters.local.engine.LocalEngineHost;
import dev.gander.adapters.local.shelf.ModelShelf;
import dev.gander.domain.inference.LocalEngines;

/// Engines in processes of their own.
public final class ProcessEngines implements LocalEngines {
  @Override
  public Runner open(Surroundings surroundings) {
    return new EngineRunner(new ModelShelf(surroundings.data()), LocalEngineHost.on(surroundings));
  }
}
