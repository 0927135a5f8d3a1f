package dev.gander.domain.json;

import dev.gander.domain.error.InvalidInput;

/// JSON that is well formed but not of the wanted shape: a member is missing or of the wrong type.
public final class InvalidShape extends InvalidInput {
  private static final long serialVersionUID = 1;

  private enum Kind {
    SHAPE,
    NO_WORD,
    UNKNOWN_VARIANT
  }

  private final Kind kind;

  public InvalidShape(String message) {
    this(message, Kind.SHAPE);
  }

  private InvalidShape(String message, Kind kind) {
    super(message);
    this.kind = kind;
  }

  /// Neither text nor object where one of a set of words should be.
  static InvalidShape noWord() {
    return new InvalidShape("expected value", Kind.NO_WORD);
  }

  /// A word that names none of the forms that we know; a newer version may know it.
  public static InvalidShape unknownVariant(String word) {
    return new InvalidShape("unknown variant `" + word + "`", Kind.UNKNOWN_VARIANT);
  }

  /// goosed's decoder takes a number, array or constant in place of a word for broken JSON: such a
  /// request is 400 instead of 422.
  public boolean isExpectedWord() {
    return kind == Kind.NO_WORD;
  }

  public boolean isUnknownVariant() {
    return kind == Kind.UNKNOWN_VARIANT;
  }

  /// The same failure, seen from the object or array that holds the value.
  public InvalidShape within(String member) {
    String rest = text();
    String joint = rest.matches("(?s)[A-Za-z0-9_\\[\\].$-]+: .*") ? "." : ": ";
    return new InvalidShape(member + joint + rest, kind);
  }
}
