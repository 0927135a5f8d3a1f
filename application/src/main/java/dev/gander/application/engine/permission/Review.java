package dev.gander.application.engine.permission;

import java.util.List;

/// What a reviewer thinks of a call.
sealed interface Review {
  int LONGEST_REASON = 500;

  record Allowed() implements Review {}

  /// @param reason in the reviewer's words; possibly empty
  record Blocked(String reason) implements Review {}

  /// Nobody knows.
  record Failed(String why) implements Review {}

  /// Reads an answer: a line that begins with BLOCK blocks, wherever it is; without one, a line
  /// that begins with ALLOW allows. Marks of Markdown around the word are ignored.
  static Review of(String answer) {
    List<String> lines = answer.lines().map(Review::bare).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("BLOCK")) {
        String rest =
            lines.get(i).substring("BLOCK".length()).replaceFirst("^(ED)?[\\s:.*—-]*", "");
        String reason =
            (rest + "\n" + String.join("\n", lines.subList(i + 1, lines.size()))).strip();
        return new Blocked(
            reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…");
      }
    }
    return lines.stream().anyMatch(line -> line.startsWith("ALLOW"))
        ? new Allowed()
        : new Failed("the reviewer said neither ALLOW nor BLOCK");
  }

  private static String bare(String line) {
    return line.replaceFirst("^[\\s*_#>`\"'-]+", "");
  }
}
