package dev.gander.adapters.cli.help;

/// Text of others on a terminal: what models, tools and files say must not move the cursor, or do
/// worse.
public final class TerminalText {
  private static final char SHOWN = '\uFFFD';

  private TerminalText() {}

  /// In one line.
  public static String line(String text) {
    return lines(text).replaceAll("\\s+", " ").strip();
  }

  /// With its lines and tabs.
  public static String lines(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            it ->
                shown.appendCodePoint(
                    Character.isISOControl(it) && it != '\n' && it != '\t' ? SHOWN : it));
    return shown.toString();
  }

  /// The beginning, if it is too long.
  public static String shortened(String text, int most) {
    int length = text.codePointCount(0, text.length());
    return length <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, Math.max(0, most - 1))) + "…";
  }
}
