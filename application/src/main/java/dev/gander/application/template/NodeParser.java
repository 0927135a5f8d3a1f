package dev.gander.application.template;

import dev.gander.application.template.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Builds the tree of nodes from tokens.
final class NodeParser {
  private static final int MOST_NESTED = 60;

  private final List<Token> tokens;
  private final Map<String, Node.NamedBlock> blocks = new HashMap<>();
  private final Set<String> opened = new HashSet<>();
  private int at;
  private int nested;

  NodeParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  List<Node> parse() {
    List<Node> nodes = until(Set.of());
    if (at < tokens.size()) {
      Token.Tag tag = (Token.Tag) tokens.get(at);
      throw new TemplateException("unexpected tag `" + tag.name() + "`", tag.line());
    }
    return nodes;
  }

  /// The blocks that the template names.
  Map<String, Node.NamedBlock> blocks() {
    return blocks;
  }

  /// Reads nodes up to a tag of one of the names, or any tag that ends another one.
  private List<Node> until(Set<String> ends) {
    List<Node> nodes = new ArrayList<>();
    while (at < tokens.size()) {
      switch (tokens.get(at)) {
        case Token.Text(String text, int line) -> nodes.add(new Node.Text(text, line));
        case Token.Output(String code, int line) ->
            nodes.add(new Node.Output(whole(new Words(code, line)), line));
        case Token.Tag tag -> {
          if (ends.contains(tag.name()) || isEnd(tag.name())) {
            return nodes;
          }
          nodes.add(statement(tag));
        }
      }
      at++;
    }
    return nodes;
  }

  private static boolean isEnd(String name) {
    return switch (name) {
      case "elif", "else", "endif", "endfor", "endset", "endwith", "endblock" -> true;
      default -> false;
    };
  }

  private Node statement(Token.Tag tag) {
    return switch (tag.name()) {
      case "if" -> condition(tag);
      case "for" -> loop(tag);
      case "set" -> assignment(tag);
      case "with" -> with(tag);
      case "block" -> block(tag);
      case "extends" -> new Node.Extends(whole(tag.words()), tag.line());
      case "include" -> inclusion(tag);
      case String name -> throw new TemplateException("unknown tag `" + name + "`", tag.line());
    };
  }

  /// Reads what is between a tag and the one that ends it, or a part of it.
  private List<Node> body(Token.Tag tag, String... ends) {
    nested++;
    if (nested > MOST_NESTED) {
      throw new TemplateException("tags are nested too deeply", tag.line());
    }
    at++;
    List<Node> body = until(Set.of(ends));
    nested--;
    String name = at < tokens.size() ? ((Token.Tag) tokens.get(at)).name() : "";
    if (!List.of(ends).contains(name)) {
      String last = ends[ends.length - 1];
      throw name.isEmpty()
          ? new TemplateException("missing `" + last + "`", tag.line())
          : new TemplateException("`" + name + "` instead of `" + last + "`", end().line());
    }
    return body;
  }

  /// The tag that ended the last body.
  private Token.Tag end() {
    return (Token.Tag) tokens.get(at);
  }

  private Node condition(Token.Tag tag) {
    List<Node.Branch> branches = new ArrayList<>();
    Token.Tag current = tag;
    while (!current.name().equals("endif")) {
      boolean isElse = current.name().equals("else");
      Expression condition =
          isElse ? new Expression.Literal(Value.of(true)) : unconditional(current.words());
      if (isElse) {
        current.words().expectEnd();
      }
      List<Node> body = isElse ? body(tag, "endif") : body(tag, "elif", "else", "endif");
      branches.add(new Node.Branch(condition, body));
      current = end();
    }
    current.words().expectEnd();
    return new Node.If(branches, tag.line());
  }

  private Node loop(Token.Tag tag) {
    Words words = tag.words();
    Target target = Target.read(words);
    words.expect("in");
    Expression items = new ExpressionParser(words).unconditional();
    Expression condition = words.take("if") ? new ExpressionParser(words).expression() : null;
    if (words.isNext("recursive")) {
      throw new TemplateException("loops cannot be recursive", tag.line());
    }
    words.expectEnd();
    List<Node> body = body(tag, "else", "endfor");
    List<Node> otherwise = end().name().equals("else") ? body(tag, "endfor") : List.of();
    return new Node.For(target, items, condition, body, otherwise, tag.line());
  }

  private Node assignment(Token.Tag tag) {
    Words words = tag.words();
    Target target = Target.read(words);
    if (words.take("=")) {
      return new Node.Set(target, listed(words), tag.line());
    }
    Expression value = new Expression.Name(Node.SetBlock.CAPTURED.name());
    ExpressionParser filters = new ExpressionParser(words);
    while (words.isNext("|")) {
      value = filters.filter(value);
    }
    words.expectEnd();
    return new Node.SetBlock(target, value, body(tag, "endset"), tag.line());
  }

  /// The right side of an assignment: `a, b` is a list.
  private static Expression listed(Words words) {
    ExpressionParser parser = new ExpressionParser(words);
    List<Expression> items = new ArrayList<>(List.of(parser.expression()));
    boolean isList = words.isNext(",");
    while (words.take(",")) {
      if (!words.isAtEnd()) {
        items.add(parser.expression());
      }
    }
    words.expectEnd();
    return isList ? new Expression.Items(items) : items.getFirst();
  }

  private Node with(Token.Tag tag) {
    Words words = tag.words();
    List<Node.Assignment> assignments = new ArrayList<>();
    while (!words.isAtEnd()) {
      if (!assignments.isEmpty()) {
        words.expect(",");
      }
      Target target = Target.readOne(words);
      words.expect("=");
      assignments.add(new Node.Assignment(target, new ExpressionParser(words).expression()));
    }
    return new Node.With(assignments, body(tag, "endwith"), tag.line());
  }

  private Node block(Token.Tag tag) {
    Words words = tag.words();
    String name = words.name();
    words.take("scoped");
    boolean isRequired = words.take("required");
    words.expectEnd();
    if (!opened.add(name)) {
      throw new TemplateException("there are two blocks `" + name + "`", tag.line());
    }
    List<Node> body = body(tag, "endblock");
    Words end = end().words();
    if (!end.isAtEnd()) {
      end.expect(name);
    }
    Node.NamedBlock block = new Node.NamedBlock(name, isRequired, body, tag.line());
    blocks.put(name, block);
    return block;
  }

  private static Node inclusion(Token.Tag tag) {
    Words words = tag.words();
    Expression name = new ExpressionParser(words).expression();
    boolean hasContext = context(words);
    boolean mayBeMissing = words.take("ignore");
    if (mayBeMissing) {
      words.expect("missing");
      if (!hasContext) {
        context(words);
      }
    }
    words.expectEnd();
    return new Node.Include(name, mayBeMissing, tag.line());
  }

  /// `with context` and `without context` have no effect, as in MiniJinja.
  private static boolean context(Words words) {
    boolean found = words.take("with") || words.take("without");
    if (found) {
      words.expect("context");
    }
    return found;
  }

  private static Expression unconditional(Words words) {
    Expression expression = new ExpressionParser(words).unconditional();
    words.expectEnd();
    return expression;
  }

  private static Expression whole(Words words) {
    Expression expression = new ExpressionParser(words).expression();
    words.expectEnd();
    return expression;
  }
}
