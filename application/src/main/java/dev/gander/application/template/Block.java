package dev.gander.application.template;

import org.jspecify.annotations.Nullable;

/// A section of a template's source in `{{ }}`, `{% %}` or `{# #}`.
///
/// @param end the position after its closing mark
/// @param code the content, stripped
/// @param stripsBefore whether a minus sign also removes the white space before it
record Block(
    Kind kind, int start, int end, String code, boolean stripsBefore, boolean stripsAfter) {
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
    boolean stripsBefore = source.startsWith("-", start + MARK);
    int inside = start + MARK + (stripsBefore ? 1 : 0);
    int close = close(source, inside, kind);
    if (close < 0) {
      int line = 1 + (int) source.chars().limit(start).filter(c -> c == '\n').count();
      throw new TemplateException("unclosed " + source.substring(start, start + MARK), line);
    }
    boolean stripsAfter = close > inside && source.charAt(close - 1) == '-';
    String code = source.substring(inside, stripsAfter ? close - 1 : close).strip();
    return new Block(kind, start, close + MARK, code, stripsBefore, stripsAfter);
  }

  /// The position of the closing mark; marks within quotes are ignored, except in comments.
  private static int close(String source, int from, Kind kind) {
    char quote = 0;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (kind != Kind.COMMENT && (c == '\'' || c == '"')) {
        quote = c;
      } else if (source.startsWith(kind.close, i)) {
        return i;
      }
    }
    return -1;
  }
}
