package dev.gander.domain.template;

import dev.gander.domain.template.Template.Whitespace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a template into texts, outputs and tags, and settles the white space between them.
final class Lexer {
  private static final Pattern OPEN = Pattern.compile("\\{[{%#]");
  private static final Pattern END_RAW = Pattern.compile("\\{%-?\\s*endraw\\s*(-?)%}");

  private final String source;
  private final Whitespace whitespace;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int counted;
  private int line = 1;
  private boolean stripNext;
  private boolean afterTag;

  Lexer(String source, Whitespace whitespace) {
    this.source = source;
    this.whitespace = whitespace;
  }

  List<Token> tokens() {
    Matcher open = OPEN.matcher(source);
    while (open.find(at)) {
      boolean stripBefore = startsWith("-", open.end());
      boolean isOutput = source.charAt(open.start() + 1) == '{';
      text(open.start(), stripBefore, !isOutput);
      block(source.charAt(open.start() + 1), open.start(), open.end() + (stripBefore ? 1 : 0));
    }
    text(source.length(), false, false);
    return tokens;
  }

  private void block(char kind, int start, int codeStart) {
    String close = kind == '{' ? "}}" : kind == '%' ? "%}" : "#}";
    int end = closing(close, codeStart, kind == '#');
    if (end < 0) {
      throw new TemplateException("unclosed " + source.substring(start, start + 2), line(start));
    }
    boolean stripAfter = end > codeStart && source.charAt(end - 1) == '-';
    String code = source.substring(codeStart, stripAfter ? end - 1 : end).strip();
    at = end + 2;
    stripNext = stripAfter;
    afterTag = kind != '{';
    switch (kind) {
      case '{' -> tokens.add(new Token.Output(code, line(start)));
      case '%' -> tag(code, start);
      default -> {} // a comment
    }
  }

  private void tag(String code, int start) {
    if (!code.equals("raw")) {
      tokens.add(new Token.Tag(code, line(start)));
      return;
    }
    Matcher end = END_RAW.matcher(source);
    if (!end.find(at)) {
      throw new TemplateException("unclosed raw block", line(start));
    }
    text(end.start(), source.startsWith("{%-", end.start()), true);
    at = end.end();
    stripNext = !end.group(1).isEmpty();
    afterTag = true;
  }

  /// Where the block closes; quotes hide closing marks, except in comments.
  private int closing(String close, int from, boolean isComment) {
    char quote = 0;
    for (int i = from; i < source.length(); i++) {
      char c = source.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (!isComment && (c == '\'' || c == '"')) {
        quote = c;
      } else if (source.startsWith(close, i)) {
        return i;
      }
    }
    return -1;
  }

  private void text(int end, boolean stripBefore, boolean beforeTag) {
    String text = source.substring(at, end);
    int start = line(at);
    // The indent first: the line break it follows may be the one that the tag before takes along.
    if (stripBefore) {
      text = text.stripTrailing();
    } else if (beforeTag && whitespace == Whitespace.TRIM_TAGS) {
      text = withoutIndent(text);
    }
    if (stripNext) {
      text = text.stripLeading();
    } else if (afterTag && whitespace == Whitespace.TRIM_TAGS) {
      text = text.startsWith("\r\n") ? text.substring(2) : withoutFirst(text, '\n');
    }
    stripNext = false;
    afterTag = false;
    at = end;
    if (!text.isEmpty()) {
      tokens.add(new Token.Text(text, start));
    }
  }

  private static String withoutFirst(String text, char first) {
    return !text.isEmpty() && text.charAt(0) == first ? text.substring(1) : text;
  }

  /// Drops the blanks after the last line break if there is nothing else on that line.
  private String withoutIndent(String text) {
    int lineStart = text.lastIndexOf('\n') + 1;
    boolean startsLine = lineStart > 0 || at == 0;
    return startsLine && text.substring(lineStart).isBlank() ? text.substring(0, lineStart) : text;
  }

  private boolean startsWith(String text, int from) {
    return source.startsWith(text, from);
  }

  /// Positions only grow, so lines are counted on from the last one.
  private int line(int position) {
    for (; counted < position; counted++) {
      if (source.charAt(counted) == '\n') {
        line++;
      }
    }
    return line;
  }
}
