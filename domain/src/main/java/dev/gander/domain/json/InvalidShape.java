package dev.gander.domain.json;

import dev.gander.domain.error.InvalidInput;

/// JSON that is well formed but not of the wanted shape: a member is missing or of the wrong type.
public final class InvalidShape extends InvalidInput {
  private static final long serialVersionUID = 1;

  private final boolean expectedWord;

  public InvalidShape(String message) {
    this(message, false);
  }

  private InvalidShape(String message, boolean expectedWord) {
    super(message);
    this.expectedWord = expectedWord;
  }

  /// Neither text nor object where one of a set of words should be.
  static InvalidShape noWord() {
    return new InvalidShape("expected value", true);
  }

  /// goosed's decoder takes a number, array or constant in place of a word for broken JSON: such a
  /// request is 400 instead of 422.
  public boolean isExpectedWord() {
    return expectedWord;
  }

  /// The same failure, seen from the object or array that holds the value.
  public InvalidShape within(String member) {
    String rest = text();
    String joint = rest.matches("(?s)[A-Za-z0-9_\\[\\].$-]+: .*") ? "." : ": ";
    return new InvalidShape(member + joint + rest, expectedWord);
  }
}
