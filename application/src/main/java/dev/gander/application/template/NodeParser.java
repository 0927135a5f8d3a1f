package dev.gander.application.template;

import dev.gander.domain.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Builds the tree of nodes from tokens.
final class NodeParser {
  private static final Pattern FOR =
      Pattern.compile(
          "for\\s+([A-Za-z_]\\w*)\\s*(?:,\\s*([A-Za-z_]\\w*)\\s*)?\\sin\\s(.+)", Pattern.DOTALL);
  private static final Pattern SET =
      Pattern.compile("set\\s+([A-Za-z_]\\w*)\\s*=(.+)", Pattern.DOTALL);

  private final List<Token> tokens;
  private int at;

  NodeParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  List<Node> parse() {
    List<Node> nodes = until(Set.of());
    if (at < tokens.size()) {
      Token.Tag tag = (Token.Tag) tokens.get(at);
      throw new TemplateException("unexpected tag `" + tag.code() + "`", tag.line());
    }
    return nodes;
  }

  /// Reads nodes up to a tag that begins with one of the words, or any tag that ends a block.
  private List<Node> until(Set<String> ends) {
    List<Node> nodes = new ArrayList<>();
    while (at < tokens.size()) {
      switch (tokens.get(at)) {
        case Token.Text(String text, int _) -> nodes.add(new Node.Text(text));
        case Token.Output(String code, int line) ->
            nodes.add(new Node.Output(expression(code, line), line));
        case Token.Tag tag -> {
          if (ends.contains(word(tag)) || isEnd(word(tag))) {
            return nodes;
          }
          nodes.add(statement(tag));
        }
      }
      at++;
    }
    return nodes;
  }

  private static boolean isEnd(String word) {
    return Set.of("endif", "endfor", "else", "elif").contains(word);
  }

  private Node statement(Token.Tag tag) {
    return switch (word(tag)) {
      case "if" -> condition(tag);
      case "for" -> loop(tag);
      case "set" -> assignment(tag);
      case String word -> throw new TemplateException("unknown tag `" + word + "`", tag.line());
    };
  }

  private Node condition(Token.Tag tag) {
    List<Node.Branch> branches = new ArrayList<>();
    Token.Tag current = tag;
    while (!word(current).equals("endif")) {
      Expression condition =
          word(current).equals("else")
              ? new Expression.Literal(Json.of(true))
              : expression(rest(current), current.line());
      at++;
      List<Node> body = until(Set.of("elif", "else", "endif"));
      branches.add(new Node.Branch(condition, body));
      current = closing(tag, "endif");
    }
    return new Node.If(branches);
  }

  private Node loop(Token.Tag tag) {
    Matcher head = FOR.matcher(tag.code());
    if (!head.matches()) {
      throw new TemplateException("a loop is `for name in items`", tag.line());
    }
    List<String> names =
        head.group(2) == null ? List.of(head.group(1)) : List.of(head.group(1), head.group(2));
    Expression items = expression(head.group(3), tag.line());
    at++;
    List<Node> body = until(Set.of("else", "endfor"));
    List<Node> otherwise = List.of();
    if (word(closing(tag, "endfor")).equals("else")) {
      at++;
      otherwise = until(Set.of("endfor"));
    }
    if (!word(closing(tag, "endfor")).equals("endfor")) {
      throw new TemplateException("unexpected tag in a loop", tag.line());
    }
    return new Node.For(names, items, body, otherwise, tag.line());
  }

  private static Node assignment(Token.Tag tag) {
    Matcher parts = SET.matcher(tag.code());
    if (!parts.matches()) {
      throw new TemplateException("an assignment is `set name = value`", tag.line());
    }
    return new Node.Set(parts.group(1), expression(parts.group(2), tag.line()));
  }

  private Token.Tag closing(Token.Tag opening, String wanted) {
    if (at < tokens.size() && tokens.get(at) instanceof Token.Tag tag) {
      return tag;
    }
    throw new TemplateException("missing `" + wanted + "`", opening.line());
  }

  private static String word(Token.Tag tag) {
    return tag.code().split("\\s", 2)[0];
  }

  private static String rest(Token.Tag tag) {
    String[] parts = tag.code().split("\\s", 2);
    return parts.length == 2 ? parts[1] : "";
  }

  private static Expression expression(String code, int line) {
    return new ExpressionParser(code, line).parse();
  }
}
