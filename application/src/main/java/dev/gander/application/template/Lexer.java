package dev.gander.application.template;

import dev.gander.application.template.Block.Space;
import dev.gander.application.template.Template.Whitespace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Splits a template into texts, outputs and tags, and resolves the white space between them.
final class Lexer {
  private static final Pattern END_RAW = Pattern.compile("\\{%([-+]?)\\s*endraw\\s*([-+]?)%}");

  private final String source;
  private final Whitespace whitespace;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int counted;
  private int line = 1;
  private Space space = Space.KEPT;

  Lexer(String source, Whitespace whitespace) {
    this.source = source;
    this.whitespace = whitespace;
  }

  List<Token> tokens() {
    for (Block block = next(); block != null; block = next()) {
      text(block.start(), usual(block, block.before()));
      at = block.end();
      space = usual(block, block.after());
      switch (block.kind()) {
        case OUTPUT -> tokens.add(new Token.Output(block.code(), line(block.start())));
        case TAG -> tag(block.code(), block.start());
        case COMMENT -> {}
      }
    }
    text(source.length(), Space.KEPT);
    return tokens;
  }

  /// The usual treatment of the space around a block is to keep it, except around tags of prompts.
  private Space usual(Block block, Space space) {
    boolean isKept = block.kind() == Block.Kind.OUTPUT || whitespace == Whitespace.KEEP;
    return space == Space.USUAL && isKept ? Space.KEPT : space;
  }

  private @Nullable Block next() {
    return Block.find(source, at);
  }

  private void tag(String code, int start) {
    if (!code.equals("raw")) {
      tokens.add(Token.Tag.of(code, line(start)));
      return;
    }
    Matcher end = END_RAW.matcher(source);
    if (!end.find(at)) {
      throw new TemplateException("unclosed raw block", line(start));
    }
    text(end.start(), tagSpace(end.group(1)));
    at = end.end();
    space = tagSpace(end.group(2));
  }

  private Space tagSpace(String sign) {
    return switch (sign) {
      case "-" -> Space.STRIPPED;
      case "+" -> Space.KEPT;
      default -> whitespace == Whitespace.TRIM_TAGS ? Space.USUAL : Space.KEPT;
    };
  }

  /// @param before how the space in front of what follows is treated
  private void text(int end, Space before) {
    String text = source.substring(at, end);
    int start = line(at);
    // The indent first: the line break before it may be the one that the preceding tag removes.
    text =
        switch (before) {
          case STRIPPED -> text.stripTrailing();
          case USUAL -> withoutIndent(text);
          case KEPT -> text;
        };
    text =
        switch (space) {
          case STRIPPED -> text.stripLeading();
          case USUAL -> text.startsWith("\r\n") ? text.substring(2) : withoutFirst(text, '\n');
          case KEPT -> text;
        };
    space = Space.KEPT;
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
