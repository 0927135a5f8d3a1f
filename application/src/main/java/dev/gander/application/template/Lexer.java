package dev.gander.application.template;

import dev.gander.application.template.Template.Whitespace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Splits a template into texts, outputs and tags, and resolves the white space between them.
final class Lexer {
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
    for (Block block = next(); block != null; block = next()) {
      text(block.start(), block.stripsBefore(), block.kind() != Block.Kind.OUTPUT);
      at = block.end();
      stripNext = block.stripsAfter();
      afterTag = block.kind() != Block.Kind.OUTPUT;
      switch (block.kind()) {
        case OUTPUT -> tokens.add(new Token.Output(block.code(), line(block.start())));
        case TAG -> tag(block.code(), block.start());
        case COMMENT -> {}
      }
    }
    text(source.length(), false, false);
    return tokens;
  }

  private @Nullable Block next() {
    return Block.find(source, at);
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

  private void text(int end, boolean stripBefore, boolean beforeTag) {
    String text = source.substring(at, end);
    int start = line(at);
    // The indent first: the line break before it may be the one that the preceding tag removes.
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

  /// Removes the blanks after the last line break if there is nothing else on that line.
  private String withoutIndent(String text) {
    int lineStart = text.lastIndexOf('\n') + 1;
    boolean startsLine = lineStart > 0 || at == 0;
    return startsLine && text.substring(lineStart).isBlank() ? text.substring(0, lineStart) : text;
  }

  /// Positions only increase, so counting continues from the last line.
  private int line(int position) {
    for (; counted < position; counted++) {
      if (source.charAt(counted) == '\n') {
        line++;
      }
    }
    return line;
  }
}
