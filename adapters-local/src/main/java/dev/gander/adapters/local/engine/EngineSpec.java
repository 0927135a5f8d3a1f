package dev.gander.adapters.local.engine;

import dev.gander.adapters.local.gguf.GgufHeader;
import dev.gander.adapters.local.shelf.LoadSettings;
import dev.gander.adapters.local.shelf.ShelvedModel;
import dev.gander.domain.error.ProviderException;
import java.nio.file.Path;

/// What an engine runs, and how.
record EngineSpec(
    String model, Path file, KnownHeaders.Known known, LoadSettings load, TextEngine program) {

  /// @throws ProviderException if the program cannot run the model; nothing of it has been loaded
  static EngineSpec of(ShelvedModel model, KnownHeaders.Known known, TextEngine program) {
    program
        .refusal(known.header())
        .ifPresent(
            reason -> {
              throw new ProviderException.ExecutionError(
                  "The model %s cannot be run: %s".formatted(model.id(), reason), null);
            });
    LoadSettings load = program.readsImages() ? model.load() : model.load().withoutImages();
    return new EngineSpec(model.id(), model.file(), known, load, program);
  }

  GgufHeader header() {
    return known.header();
  }

  MemoryNeed need() {
    return MemoryNeed.of(header(), load);
  }

  int context() {
    return MemoryNeed.context(header(), load);
  }
}
