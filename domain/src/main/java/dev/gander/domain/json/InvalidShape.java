package dev.gander.domain.json;

import dev.gander.domain.error.InvalidInput;

/// JSON that is well formed but not of the expected shape: a member is missing or has the wrong
/// type.
public final class InvalidShape extends InvalidInput {
  private static final long serialVersionUID = 1;

  private enum Kind {
    SHAPE,
    NO_WORD,
    UNKNOWN_VARIANT
  }

  private final Kind kind;
  private final String unquoted;

  /// @param message must not quote a text found where something else was expected
  public InvalidShape(String message) {
    this(message, message);
  }

  /// @param unquoted the same message without quoted values
  public InvalidShape(String message, String unquoted) {
    this(message, unquoted, Kind.SHAPE);
  }

  private InvalidShape(String message, String unquoted, Kind kind) {
    super(message);
    this.unquoted = unquoted;
    this.kind = kind;
  }

  /// The value is neither text nor object where a word from a fixed set was expected.
  static InvalidShape noWord() {
    return new InvalidShape("expected value", "expected value", Kind.NO_WORD);
  }

  /// The word matches no known variant; a newer version may know it.
  public static InvalidShape unknownVariant(String word) {
    return new InvalidShape(
        "unknown variant `" + word + "`", "unknown variant", Kind.UNKNOWN_VARIANT);
  }

  /// goosed's decoder treats a number, array or constant in place of a word as broken JSON: such a
  /// request is answered with 400 instead of 422.
  public boolean isExpectedWord() {
    return kind == Kind.NO_WORD;
  }

  public boolean isUnknownVariant() {
    return kind == Kind.UNKNOWN_VARIANT;
  }

  /// The same failure, reported from the enclosing object or array.
  public InvalidShape within(String member) {
    return new InvalidShape(within(member, text()), within(member, unquoted), kind);
  }

  private static String within(String member, String rest) {
    if (rest.startsWith("[")) {
      return member + rest;
    }
    String joint = rest.matches("(?s)[A-Za-z0-9_\\[\\].$-]+: .*") ? "." : ": ";
    return member + joint + rest;
  }

  @Override
  public String unquoted() {
    return unquoted;
  }
}
