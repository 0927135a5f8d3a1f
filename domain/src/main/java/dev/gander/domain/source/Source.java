package dev.gander.domain.source;

import java.nio.file.Path;

/// A file with instructions for an agent.
///
/// @param name for users and models
/// @param description may be empty
/// @param content the instructions; never blank except for a skill
/// @param file where it was found
public record Source(Kind kind, String name, String description, String content, Path file) {
  public enum Kind {
    SKILL,
    RECIPE,
    AGENT
  }
}
