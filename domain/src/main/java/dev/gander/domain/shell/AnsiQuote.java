package dev.gander.domain.shell;

/// The escapes of `$'…'`.
final class AnsiQuote {
  private AnsiQuote() {}

  /// @param text what stands between the quotes
  static String decode(String text) {
    StringBuilder decoded = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\\' || at == text.length()) {
        decoded.append(c);
      } else {
        at = escape(text, at, decoded);
      }
    }
    if (decoded.indexOf("\0") >= 0) {
      // Some shells end the word there.
      throw new NotUnderstood("contains a null character");
    }
    return decoded.toString();
  }

  private static int escape(String text, int at, StringBuilder decoded) {
    char c = text.charAt(at);
    switch (c) {
      case 'x' -> {
        return number(text, at + 1, 2, 16, decoded);
      }
      case 'u' -> {
        return number(text, at + 1, 4, 16, decoded);
      }
      case 'U' -> {
        return number(text, at + 1, 8, 16, decoded);
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        return number(text, at, 3, 8, decoded);
      }
      case 'a', 'b', 'e', 'E', 'f', 'r', 'v', 'c' ->
          throw new NotUnderstood("contains a control character");
      case 'n' -> decoded.append('\n');
      case 't' -> decoded.append('\t');
      case '\\', '\'', '"', '?' -> decoded.append(c);
      default -> decoded.append('\\').append(c);
    }
    return at + 1;
  }

  private static int number(String text, int from, int most, int radix, StringBuilder decoded) {
    int at = from;
    long value = 0;
    while (at < text.length() && at - from < most && Character.digit(text.charAt(at), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(at), radix);
      at++;
    }
    if (at == from || value > 0x7f) {
      // Bytes beyond ASCII make characters together, in a way that depends on the locale.
      throw new NotUnderstood("writes a character in a way that depends on the shell");
    }
    decoded.append((char) value);
    return at;
  }
}
