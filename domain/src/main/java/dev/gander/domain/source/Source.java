package dev.gander.domain.source;

import java.nio.file.Path;

/// A file that an agent can work by.
///
/// @param name how users and models call it
/// @param description may be empty
/// @param content what to do; never blank except for a skill
/// @param file where it was found
public record Source(Kind kind, String name, String description, String content, Path file) {
  public enum Kind {
    SKILL,
    RECIPE,
    AGENT
  }
}
