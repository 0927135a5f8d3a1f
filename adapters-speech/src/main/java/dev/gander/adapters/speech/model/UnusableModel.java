package dev.gander.adapters.speech.model;

import java.util.Objects;

/// The file of a model is not what it should be.
public final class UnusableModel extends Exception {
  private static final long serialVersionUID = 1;

  UnusableModel(String problem) {
    super(problem);
  }

  /// A part of a sentence, as in `is cut off`.
  public String problem() {
    return Objects.requireNonNull(getMessage());
  }
}
