package dev.gander.adapters.local.shelf;

import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;

/// A model in the registry.
///
/// @param id such as `author/repository:Q4_K_M`
/// @param file the first, if it is split into several
/// @param settings the user's, in goose's form
public record ShelvedModel(String id, Path file, JsonObject settings) {
  /// How its engine is started.
  public LoadSettings load() {
    return LoadSettings.of(settings);
  }

  /// What its requests contain.
  public AnswerSettings answers() {
    return AnswerSettings.of(settings);
  }
}
