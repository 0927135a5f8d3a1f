package dev.gander.domain.cluster;

import java.util.Optional;

/// What came of a change of extensions on another node.
///
/// @param text what went wrong, for the user; empty if nothing did
public record ChangeOutcome(Kind kind, String text) {
  public static final ChangeOutcome DONE = new ChangeOutcome(Kind.DONE, "");

  /// Beyond these, a failure is its text.
  public enum Kind {
    DONE,
    WRONG_CONFIG,
    LOGIN_WANTED,
    /// The extension failed in another way.
    NOT_STARTED,
    SESSION_GONE,
    /// The change was made, but the session could not be updated.
    NOT_KEPT,
    /// The agent was stopped meanwhile.
    STOPPED,
    OTHER;

    public static Optional<Kind> named(String name) {
      for (Kind kind : values()) {
        if (kind.name().equals(name)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }
}
