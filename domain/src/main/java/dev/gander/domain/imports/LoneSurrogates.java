package dev.gander.domain.imports;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Programs in JavaScript cut texts within a character and write the half of it as an escape, which
/// is no Unicode and which strict readers refuse. Such a line is worth more than the half
/// character.
final class LoneSurrogates {
  private static final String HIGH = "\\\\u[dD][89abAB][0-9a-fA-F]{2}";
  private static final String LOW = "\\\\u[dD][c-fC-F][0-9a-fA-F]{2}";

  /// Pairs and other escapes are passed over, so that what is found in the last group is alone.
  private static final Pattern ESCAPES =
      Pattern.compile(HIGH + LOW + "|(?<lone>" + HIGH + "|" + LOW + ")|\\\\.", Pattern.DOTALL);

  private LoneSurrogates() {}

  /// The line with the replacement character in place of each half; empty if it has none.
  static Optional<String> mended(String line) {
    Matcher escapes = ESCAPES.matcher(line);
    StringBuilder mended = new StringBuilder(line.length());
    boolean found = false;
    while (escapes.find()) {
      boolean lone = escapes.group("lone") != null;
      found |= lone;
      escapes.appendReplacement(
          mended, lone ? "\\\\ufffd" : Matcher.quoteReplacement(escapes.group()));
    }
    return found ? Optional.of(escapes.appendTail(mended).toString()) : Optional.empty();
  }
}
