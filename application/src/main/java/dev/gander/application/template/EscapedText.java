package dev.gander.application.template;

import java.util.HexFormat;

/// The inside of a text in quotes that has escapes in it.
final class EscapedText {
  private final String source;
  private final int line;
  private final StringBuilder text = new StringBuilder();
  private int at;

  EscapedText(String source, int line) {
    this.source = source;
    this.line = line;
  }

  /// What the text stands for. An escape that has no meaning stays as it is.
  String text() {
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c == '\\') {
        escape(source.charAt(at++));
      } else {
        text.append(c);
      }
    }
    if (text.chars().anyMatch(c -> Character.isSurrogate((char) c)) && !isWhole()) {
      throw broken();
    }
    return text.toString();
  }

  private void escape(char kind) {
    switch (kind) {
      case '"', '\\', '/', '\'' -> text.append(kind);
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case 'u' -> text.append(hex(4));
      case 'x' -> text.append(hex(2));
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(kind);
      default -> text.append('\\').append(kind);
    }
  }

  private char hex(int digits) {
    if (at + digits > source.length()) {
      throw broken();
    }
    String number = source.substring(at, at + digits);
    if (!number.chars().allMatch(HexFormat::isHexDigit)) {
      throw broken();
    }
    at += digits;
    return (char) HexFormat.fromHexDigits(number);
  }

  private void octal(char first) {
    int value = first - '0';
    for (int more = 0; more < 2 && at < source.length(); more++) {
      int digit = source.charAt(at) - '0';
      if (digit < 0 || digit > 7) {
        break;
      }
      value = value * 8 + digit;
      at++;
    }
    if (value > 0xff) {
      throw broken();
    }
    text.append((char) value);
  }

  /// Whether all surrogates are in pairs.
  private boolean isWhole() {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private TemplateException broken() {
    return new TemplateException("a text has a broken escape", line);
  }
}
