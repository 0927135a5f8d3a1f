package dev.gander.domain.recipe;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The name of a new recipe's file, after its title.
///
/// @param stem without extension; never empty, and without characters that mean something in paths
public record RecipeName(String stem) {

  /// Letters and digits of any script and hyphens of the title in lower case, its words joined by
  /// hyphens.
  public static RecipeName ofTitle(String title) {
    String kept =
        title
            .toLowerCase(Locale.ROOT)
            .codePoints()
            .filter(c -> Character.isLetterOrDigit(c) || isSpace(c) || c == '-')
            .map(c -> isSpace(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String stem =
        Arrays.stream(kept.split(" "))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.joining("-"));
    return new RecipeName(stem.isEmpty() ? "untitled-recipe" : stem);
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
