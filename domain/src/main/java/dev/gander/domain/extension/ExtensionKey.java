package dev.gander.domain.extension;

import java.util.Locale;

/// Identifies an extension in configuration, in a running agent and in tool names: its name without
/// white space, in lower case, with `_` for everything but ASCII letters, digits, `_` and `-`.
/// `gittools`, `Git Tools` and `GITTOOLS` are one extension.
public record ExtensionKey(String value) {
  public static ExtensionKey of(String name) {
    StringBuilder key = new StringBuilder(name.length());
    name.codePoints()
        .filter(c -> !isWhiteSpace(c))
        .forEach(c -> key.append(isKept(c) ? (char) c : '_'));
    return new ExtensionKey(key.toString().toLowerCase(Locale.ROOT));
  }

  private static boolean isKept(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
  }

  private static boolean isWhiteSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }

  @Override
  public String toString() {
    return value;
  }
}
