package dev.gander.adapters.llm.rehearsal.scripted;

/// A script cannot be understood; the message explains why to its author.
final class ScriptMistake extends RuntimeException {
  private static final long serialVersionUID = 1;

  ScriptMistake(String message) {
    super(message);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
