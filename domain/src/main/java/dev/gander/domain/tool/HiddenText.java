package dev.gander.domain.tool;

import java.util.Optional;

/// Characters that people do not see and models read: zero-width ones, changes of direction, and
/// Unicode's tag characters. Joiners inside of emoji and of scripts that need them are none.
public final class HiddenText {
  private static final int TAGS = 0xE0000;
  private static final int LAST_TAG = 0xE007F;
  private static final int JOINER = 0x200D;
  private static final int NON_JOINER = 0x200C;
  private static final int LONGEST_TOLD = 300;

  private HiddenText() {}

  /// Whether a text has hidden characters.
  public static boolean isIn(String text) {
    return next(text, 0) < text.length();
  }

  /// The text with each hidden character as `⟨U+200B⟩`.
  public static String visible(String text) {
    StringBuilder shown = new StringBuilder();
    int done = 0;
    for (int i = next(text, 0); i < text.length(); i = next(text, done)) {
      int c = text.codePointAt(i);
      shown.append(text, done, i).append("⟨U+%04X⟩".formatted(c));
      done = i + Character.charCount(c);
    }
    return done == 0 ? text : shown.append(text, done, text.length()).toString();
  }

  /// The place of the first hidden character from there on; the end if there is none.
  private static int next(String text, int from) {
    int i = from;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      int width = Character.charCount(c);
      int before = i == 0 ? ' ' : text.codePointBefore(i);
      int after = i + width < text.length() ? text.codePointAt(i + width) : ' ';
      if (isHidden(c, before, after)) {
        return i;
      }
      i += width;
    }
    return i;
  }

  /// What the tag characters of a text spell; empty if there are none.
  public static Optional<String> inTags(String text) {
    StringBuilder spelt = new StringBuilder();
    text.codePoints()
        .filter(c -> c > TAGS + 0x1F && c < LAST_TAG)
        .limit(LONGEST_TOLD)
        .forEach(c -> spelt.appendCodePoint(c - TAGS));
    return spelt.isEmpty() ? Optional.empty() : Optional.of(spelt.toString());
  }

  private static boolean isHidden(int c, int before, int after) {
    if (c < 0xAD) {
      return false;
    }
    if (c == JOINER || c == NON_JOINER) {
      return joinsNothing(before) || joinsNothing(after);
    }
    return isAlwaysHidden(c);
  }

  private static boolean isAlwaysHidden(int c) {
    return c == 0xAD
        || c == 0x034F
        || c == 0x061C
        || c == 0x180E
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0x3164
        || c == 0xFEFF
        || c == 0xFFA0
        || (c >= TAGS && c <= 0xE0FFF);
  }

  private static boolean joinsNothing(int neighbour) {
    return neighbour < 0x300
        || neighbour == JOINER
        || neighbour == NON_JOINER
        || isAlwaysHidden(neighbour);
  }
}
