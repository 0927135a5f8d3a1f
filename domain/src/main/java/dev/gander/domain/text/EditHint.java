package dev.gander.domain.text;

import java.util.List;

/// The answer to an edit that did not match exactly one place.
final class EditHint {
  private static final int PREVIEW = 20;
  private static final int NEARBY = 2;
  static final int SHOWN_MATCHES = 2;

  private EditHint() {}

  static String noMatch(String text, Replacement wanted) {
    List<String> lines = Lines.of(text);
    return "No match found for the specified text.\n\n" + similar(lines, wanted) + preview(lines);
  }

  /// The first line that contains the first wanted line, or is contained in it, ignoring
  /// surrounding white space.
  private static String similar(List<String> lines, Replacement wanted) {
    String first = wanted.before().lines().findFirst().orElse("").strip();
    Integer found = first.isEmpty() ? null : Lines.indexOf(lines, line -> isLike(line, first));
    return found == null
        ? ""
        : "Did you mean:\n" + Lines.fenced(lines, found - NEARBY, found + NEARBY + 1) + "\n\n";
  }

  private static boolean isLike(String line, String first) {
    String bare = line.strip();
    return line.contains(first) || (!bare.isEmpty() && first.contains(bare));
  }

  private static String preview(List<String> lines) {
    if (lines.isEmpty()) {
      return "(file is empty)";
    }
    List<String> head = Lines.numbered(lines.subList(0, Math.min(PREVIEW, lines.size())));
    int more = lines.size() - head.size();
    return "File preview:\n"
        + Lines.fenced(head, 0, head.size())
        + (more > 0 ? "\n... (" + more + " more lines)" : "");
  }

  static String manyMatches(String text, Replacement wanted, Replacement.Places places) {
    List<String> lines = Lines.of(text);
    int height = Math.max(1, Lines.of(wanted.before()).size());
    var hint =
        new StringBuilder(
            "Found %d matches. Please provide more context to identify a unique match:\n"
                .formatted(places.count()));
    for (int i = 0; i < SHOWN_MATCHES; i++) {
      int line = Lines.at(text, places.first().get(i));
      hint.append("\nMatch %d (line %d):\n".formatted(i + 1, line + 1))
          .append(Lines.fenced(lines, line - 1, line + height + 1));
    }
    int more = places.count() - SHOWN_MATCHES;
    return more > 0 ? hint + "\n...and " + more + " more" : hint.toString();
  }
}
