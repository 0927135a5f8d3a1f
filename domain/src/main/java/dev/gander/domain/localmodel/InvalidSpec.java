package dev.gander.domain.localmodel;

import dev.gander.domain.error.InvalidInput;

/// A text that names no model that could be downloaded.
public final class InvalidSpec extends InvalidInput {
  private static final long serialVersionUID = 1;

  private final boolean malformed;

  private InvalidSpec(String message, boolean malformed) {
    super(message);
    this.malformed = malformed;
  }

  /// It does not even look like one.
  static InvalidSpec malformed(String message) {
    return new InvalidSpec(message, true);
  }

  /// There is no such model.
  public static InvalidSpec of(String message) {
    return new InvalidSpec(message, false);
  }

  public boolean isMalformed() {
    return malformed;
  }
}
