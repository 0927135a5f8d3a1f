package dev.gander.adapters.local.engine;

import dev.gander.adapters.local.gguf.GgufHeader;
import dev.gander.adapters.local.shelf.LoadSettings;
import dev.gander.adapters.local.shelf.ShelvedModel;
import dev.gander.domain.error.ProviderException;
import java.nio.file.Path;
import java.util.Optional;

/// What an engine runs, and how.
///
/// @param draft of the smaller model that guesses ahead
record EngineSpec(
    String model,
    Path file,
    KnownHeaders.Known known,
    Optional<KnownHeaders.Known> draft,
    LoadSettings load,
    TextEngine program) {

  /// @throws ProviderException if the program cannot run the model; nothing of it has been loaded
  static EngineSpec of(ShelvedModel model, KnownHeaders headers, TextEngine program) {
    KnownHeaders.Known known = headers.of(model);
    require(program, known.header(), "model " + model.id());
    Optional<KnownHeaders.Known> draft = headers.ofDraft(model);
    draft.ifPresent(it -> require(program, it.header(), "draft model of " + model.id()));
    LoadSettings load = program.readsImages() ? model.load() : model.load().withoutImages();
    return new EngineSpec(model.id(), model.file(), known, draft, load, program);
  }

  private static void require(TextEngine program, GgufHeader header, String what) {
    program
        .refusal(header)
        .ifPresent(
            reason -> {
              throw new ProviderException.ExecutionError(
                  "The %s cannot be run: %s".formatted(what, reason), null);
            });
  }

  GgufHeader header() {
    return known.header();
  }

  MemoryNeed need() {
    MemoryNeed need = MemoryNeed.of(header(), load, context());
    return draft
        .map(it -> need.and(MemoryNeed.of(it.header(), load.withoutImages(), context())))
        .orElse(need);
  }

  int context() {
    return MemoryNeed.context(header(), load);
  }
}
