package dev.gander.domain.shell;

/// A place in a text that is read from left to right.
final class ShellCursor {
  static final char END = '\0';

  private final String text;
  private int at;

  ShellCursor(String text) {
    this.text = text;
  }

  boolean isAtEnd() {
    return at >= text.length();
  }

  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END;
  }

  char take() {
    return text.charAt(at++);
  }

  boolean takeIf(String expected) {
    if (!text.startsWith(expected, at)) {
      return false;
    }
    at += expected.length();
    return true;
  }

  int place() {
    return at;
  }

  void goTo(int place) {
    at = place;
  }

  String since(int from) {
    return text.substring(from, at);
  }

  /// Everything up to the character, which is taken as well.
  ///
  /// @throws NotUnderstood if it does not come
  String until(char end) {
    int found = text.indexOf(end, at);
    if (found < 0) {
      throw new NotUnderstood("has a quote that is not closed");
    }
    String before = text.substring(at, found);
    at = found + 1;
    return before;
  }

  /// The rest of the line, without its end, which is taken as well.
  String line() {
    int found = text.indexOf('\n', at);
    int end = found < 0 ? text.length() : found;
    String line = text.substring(at, end);
    at = Math.min(text.length(), end + 1);
    return line;
  }

  boolean hasAhead(char wanted) {
    return text.indexOf(wanted, at) >= 0;
  }

  void skipLineContinuations() {
    while (takeIf("\\\n")) {
      // They mean nothing.
    }
  }
}
