package dev.gander.application.template;

import org.jspecify.annotations.Nullable;

/// A section of a template's source in `{{ }}`, `{% %}` or `{# #}`.
///
/// @param end the position after its closing mark
/// @param code the content, stripped
record Block(Kind kind, int start, int end, String code, Space before, Space after) {
  private static final int MARK = 2;

  enum Kind {
    OUTPUT("}}"),
    TAG("%}"),
    COMMENT("#}");

    private final String close;

    Kind(String close) {
      this.close = close;
    }
  }

  /// What happens to the white space around a block.
  enum Space {
    /// What [Template.Whitespace] says.
    USUAL,
    /// A plus sign keeps it.
    KEPT,
    /// A minus sign removes it.
    STRIPPED;

    private static Space of(char sign) {
      return switch (sign) {
        case '-' -> STRIPPED;
        case '+' -> KEPT;
        default -> USUAL;
      };
    }

    private int length() {
      return this == USUAL ? 0 : 1;
    }
  }

  boolean stripsBefore() {
    return before == Space.STRIPPED;
  }

  boolean stripsAfter() {
    return after == Space.STRIPPED;
  }

  /// The first block at or after a position; null if there is none.
  ///
  /// @throws TemplateException if it is not closed
  static @Nullable Block find(String source, int from) {
    for (int at = source.indexOf('{', from); at >= 0; at = source.indexOf('{', at + 1)) {
      Kind kind = kind(source, at + 1);
      if (kind != null) {
        return read(source, at, kind);
      }
    }
    return null;
  }

  private static @Nullable Kind kind(String source, int at) {
    return switch (at < source.length() ? source.charAt(at) : ' ') {
      case '{' -> Kind.OUTPUT;
      case '%' -> Kind.TAG;
      case '#' -> Kind.COMMENT;
      default -> null;
    };
  }

  private static Block read(String source, int start, Kind kind) {
    int open = start + MARK;
    Space before = Space.of(open < source.length() ? source.charAt(open) : ' ');
    int inside = open + before.length();
    int close = close(source, inside, kind);
    if (close < 0) {
      int line = 1 + (int) source.chars().limit(start).filter(c -> c == '\n').count();
      throw new TemplateException("unclosed " + source.substring(start, open), line);
    }
    Space after = close > inside ? Space.of(source.charAt(close - 1)) : Space.USUAL;
    String code = source.substring(inside, close - after.length()).strip();
    return new Block(kind, start, close + MARK, code, before, after);
  }

  /// The position of the closing mark. Except in comments, marks within quotes and brackets are
  /// none.
  private static int close(String source, int from, Kind kind) {
    if (kind == Kind.COMMENT) {
      return source.indexOf(kind.close, from);
    }
    int brackets = 0;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (brackets == 0 && source.startsWith(kind.close, i)) {
        return i;
      }
      switch (c) {
        case '\'', '"' -> i = endOfText(source, i);
        case '(', '[', '{' -> brackets++;
        case ')', ']', '}' -> brackets--;
        default -> {}
      }
    }
    return -1;
  }

  private static int endOfText(String source, int start) {
    int at = start + 1;
    while (at < source.length() && source.charAt(at) != source.charAt(start)) {
      at += source.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }
}
