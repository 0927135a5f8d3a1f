package dev.gander.application.hook;

/// A hook does not want something to happen.
///
/// @param reason may be empty
public record Objection(String plugin, String reason) {
  /// For a sentence: `plugin tidy: not on Sundays`.
  public String text() {
    return reason.isEmpty() ? "plugin " + plugin : "plugin " + plugin + ": " + reason;
  }
}
