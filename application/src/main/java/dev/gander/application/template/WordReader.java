package dev.gander.application.template;

import dev.gander.application.template.Word.Kind;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits an expression or tag into words.
final class WordReader {
  private static final Set<String> LONG_SIGNS = Set.of("//", "**", "==", "!=", ">=", "<=");
  private static final String SIGNS = "+-*/%.,:~|=><()[]{}";

  /// The point of `1.name` is not part of the number.
  private static final Pattern NUMBER =
      Pattern.compile(
          "0[xX][0-9a-fA-F_]*|0[oObB][0-9_]*"
              + "|[0-9][0-9_]*(?:\\.(?:(?=[eE][+-]?[0-9])|(?![A-Za-z_]))[0-9_]*)?(?:[eE][+-]?[0-9_]+)?");

  /// A number of 128 binary digits is the longest that can be in range, but for separators.
  private static final int LONGEST_NUMBER = 200;

  private final String code;
  private final int line;
  private int at;

  WordReader(String code, int line) {
    this.code = code;
    this.line = line;
  }

  Word next() {
    while (at < code.length() && Character.isWhitespace(code.charAt(at))) {
      at++;
    }
    if (at == code.length()) {
      return new Word(Kind.END, "");
    }
    char c = code.charAt(at);
    if (c == '\'' || c == '"') {
      return text(c);
    }
    if (isDigit(c)) {
      return number();
    }
    return isNameStart(c) ? name() : sign();
  }

  private Word name() {
    int start = at;
    while (at < code.length() && (isNameStart(code.charAt(at)) || isDigit(code.charAt(at)))) {
      at++;
    }
    return new Word(Kind.NAME, code.substring(start, at));
  }

  private Word sign() {
    int length = at + 2 <= code.length() && LONG_SIGNS.contains(code.substring(at, at + 2)) ? 2 : 1;
    String sign = code.substring(at, at + length);
    if (length == 1 && SIGNS.indexOf(sign.charAt(0)) < 0) {
      String shown = code.substring(at, code.offsetByCodePoints(at, 1));
      throw new TemplateException("cannot read `" + shown + "`", line);
    }
    at += length;
    return new Word(Kind.SIGN, sign);
  }

  private Word text(char quote) {
    int start = ++at;
    boolean isEscaped = false;
    while (at < code.length() && code.charAt(at) != quote) {
      boolean escapes = code.charAt(at) == '\\';
      isEscaped |= escapes;
      at += escapes ? 2 : 1;
    }
    if (at >= code.length()) {
      throw new TemplateException("a text has no end", line);
    }
    String inside = code.substring(start, at++);
    return new Word(Kind.TEXT, isEscaped ? new EscapedText(inside, line).text() : inside);
  }

  private Word number() {
    Matcher number = NUMBER.matcher(code).region(at, code.length());
    if (!number.lookingAt()) {
      throw new TemplateException("cannot read a number", line);
    }
    at = number.end();
    String written = number.group();
    if (written.length() > LONGEST_NUMBER || written.endsWith("_")) {
      throw new TemplateException("cannot read a number", line);
    }
    return new Word(Kind.NUMBER, value(written.replace("_", "")));
  }

  /// The number in decimal digits.
  private String value(String number) {
    try {
      return switch (number.length() > 1 ? number.charAt(1) : ' ') {
        case 'b', 'B' -> new BigInteger(number.substring(2), 2).toString();
        case 'o', 'O' -> new BigInteger(number.substring(2), 8).toString();
        case 'x', 'X' -> new BigInteger(number.substring(2), 16).toString();
        default -> number;
      };
    } catch (NumberFormatException _) {
      throw new TemplateException("cannot read the number `" + number + "`", line);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }
}
