package dev.gander.domain.imports;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// JavaScript programs may truncate a text in the middle of a character and write half of a
/// surrogate pair as an escape. That is not valid Unicode, and strict parsers reject it. Replacing
/// the half keeps the rest of the line.
final class LoneSurrogates {
  private static final String HIGH = "\\\\u[dD][89abAB][0-9a-fA-F]{2}";
  private static final String LOW = "\\\\u[dD][c-fC-F][0-9a-fA-F]{2}";

  /// Consumes pairs and other escapes first, so that the `lone` group only matches unpaired halves.
  private static final Pattern ESCAPES =
      Pattern.compile(HIGH + LOW + "|(?<lone>" + HIGH + "|" + LOW + ")|\\\\.", Pattern.DOTALL);

  private LoneSurrogates() {}

  /// The line with each lone half replaced by the replacement character; empty if there are none.
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
