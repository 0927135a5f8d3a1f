package dev.gander.domain.shell;

/// Characters that a person cannot see, or that a terminal obeys.
final class InvisibleText {
  private InvisibleText() {}

  /// @throws NotUnderstood for control characters other than tabs and line feeds, and for letters
  ///   that change the direction of the text or are not shown at all
  static void refuse(String text) {
    if (text.codePoints().anyMatch(InvisibleText::isInvisible)) {
      throw new NotUnderstood("contains characters that cannot be seen");
    }
  }

  private static boolean isInvisible(int character) {
    return character != '\n'
        && character != '\t'
        && switch (Character.getType(character)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.PRIVATE_USE,
              Character.SURROGATE,
              Character.UNASSIGNED ->
              true;
          case Character.SPACE_SEPARATOR -> character != ' ';
          default -> false;
        };
  }
}
