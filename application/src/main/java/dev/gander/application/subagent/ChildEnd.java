package dev.gander.application.subagent;

import java.util.Optional;

/// How a sub-agent ended.
///
/// @param words the last text of its model; blank if there was none
/// @param answers how many times its model answered
record ChildEnd(Outcome outcome, String reason, String words, int answers) {
  /// As goosed 1.39 calls them.
  enum Outcome {
    COMPLETED("completed"),
    FAILED("failed"),
    CANCELLED("cancelled");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  static ChildEnd failed(String reason) {
    return new ChildEnd(Outcome.FAILED, reason, "", 0);
  }

  boolean isCompleted() {
    return outcome == Outcome.COMPLETED;
  }

  /// What the model that delegated gets to read.
  String text() {
    String said = words.strip();
    if (isCompleted()) {
      return said.isEmpty() ? "The sub-agent ended without a word." : words;
    }
    return Optional.of(said)
        .filter(it -> !it.isEmpty())
        .map(it -> reason + "\n\nIts last words before that:\n" + it)
        .orElse(reason);
  }
}
