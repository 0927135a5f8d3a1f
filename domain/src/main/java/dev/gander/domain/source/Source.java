package dev.gander.domain.source;

import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;

/// A file with instructions for an agent.
///
/// @param name for users and models
/// @param description may be empty
/// @param content the instructions; blank only for a skill, a project, what is still being written,
///   and a recipe with nothing but a prompt
/// @param file where it was found
/// @param properties the members of its front matter; empty for a recipe
public record Source(
    Kind kind, String name, String description, String content, Path file, JsonObject properties) {
  /// A source without properties.
  public Source(Kind kind, String name, String description, String content, Path file) {
    this(kind, name, description, content, file, JsonObject.EMPTY);
  }

  public enum Kind {
    SKILL,
    RECIPE,
    AGENT,
    PROJECT
  }
}
