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
  private final String unquoted;

  /// @param message quotes no text that stands where something else was expected
  public InvalidShape(String message) {
    this(message, message);
  }

  /// @param unquoted says the same without quoting a value
  public InvalidShape(String message, String unquoted) {
    this(message, unquoted, Kind.SHAPE);
  }

  private InvalidShape(String message, String unquoted, Kind kind) {
    super(message);
    this.unquoted = unquoted;
    this.kind = kind;
  }

  /// Neither text nor object where one of a set of words should be.
  static InvalidShape noWord() {
    return new InvalidShape("expected value", "expected value", Kind.NO_WORD);
  }

  /// A word that names none of the forms that we know; a newer version may know it.
  public static InvalidShape unknownVariant(String word) {
    return new InvalidShape(
        "unknown variant `" + word + "`", "unknown variant", Kind.UNKNOWN_VARIANT);
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
    return new InvalidShape(within(member, text()), within(member, unquoted), kind);
  }

  private static String within(String member, String rest) {
    String joint = rest.matches("(?s)[A-Za-z0-9_\\[\\].$-]+: .*") ? "." : ": ";
    return member + joint + rest;
  }

  @Override
  public String unquoted() {
    return unquoted;
  }
}
