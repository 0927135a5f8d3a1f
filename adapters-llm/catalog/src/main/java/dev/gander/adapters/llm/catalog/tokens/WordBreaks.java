package dev.gander.adapters.llm.catalog.tokens;

/// Finds places at which a text can be cut without changing its tokens.
///
/// `o200k_base` first splits a text into words by a regular expression, and no token crosses a
/// word's end. After a letter a word goes on with letters, marks, or `'s` and the like only, after
/// a digit with digits only, and a blank that is no line break only stands first or after another
/// blank. The expression does not look back, and looks ahead after blanks only. So a text may be
/// cut after a letter, a digit or a symbol, but not after a blank, if what follows cannot go on.
final class WordBreaks {
  private WordBreaks() {}

  /// The last harmless place in the second half of a piece, or its end if there is none: the middle
  /// of a word, but never of a surrogate pair.
  ///
  /// @param most chars of the piece, at least 4
  static int endOfPiece(String text, int start, int most) {
    if (text.length() - start <= most) {
      return text.length();
    }
    for (int end = start + most; end > start + most / 2; end--) {
      if (isBreak(text.charAt(end - 1), text.charAt(end))) {
        return end;
      }
    }
    return betweenChars(text, start + most);
  }

  /// The place itself, or the one before it if it is within a surrogate pair.
  static int betweenChars(String text, int place) {
    return Character.isSurrogatePair(text.charAt(place - 1), text.charAt(place))
        ? place - 1
        : place;
  }

  static boolean isBreak(char before, char after) {
    if (Character.isSurrogate(before) || Character.isSurrogate(after)) {
      return false;
    }
    if (Character.isLetter(before)) {
      return !Character.isLetter(after) && !isMark(after) && after != '\'';
    }
    return Character.isDigit(before) ? !isNumber(after) : after == ' ' && !isBlank(before);
  }

  private static boolean isMark(char c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  private static boolean isNumber(char c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }
}
