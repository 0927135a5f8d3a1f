package dev.gander.domain.recipe;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The name of a new recipe's file, after its title.
///
/// @param stem without extension; never empty, and without characters that mean something in paths
public record RecipeName(String stem) {
  private static final int MOST_BYTES = 200;

  /// Letters and digits of any script and hyphens of the title in lower case, its words joined by
  /// hyphens.
  public static RecipeName ofTitle(String title) {
    String kept =
        title
            .toLowerCase(Locale.ROOT)
            .codePoints()
            .filter(c -> isLetterOrNumber(c) || isSpace(c) || c == '-')
            .map(c -> isSpace(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String stem =
        Arrays.stream(kept.split(" "))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining("-"));
    return new RecipeName(stem.isEmpty() ? "untitled-recipe" : cut(stem));
  }

  /// The name of a file has 255 bytes, and while it is written a longer one beside it.
  private static String cut(String stem) {
    String cut = stem;
    while (cut.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
    }
    return cut;
  }

  private static boolean isLetterOrNumber(int c) {
    return Character.isAlphabetic(c)
        || switch (Character.getType(c)) {
          case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER ->
              true;
          default -> false;
        };
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
