package dev.gander.application.template;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parses one expression by recursive descent, loosest binding first.
final class ExpressionParser {
  private static final Pattern WORD =
      Pattern.compile(
          "\\s*(?:(?<text>'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\")|(?<number>\\d+(?:\\.\\d+)?)"
              + "|(?<name>[A-Za-z_]\\w*)|(?<sign>==|!=|<=|>=|//|[-+*/%~<>|.,()\\[\\]]))",
          Pattern.DOTALL);
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<=", ">=", "<", ">");
  private static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "is", "if", "else");

  private final int line;
  private final List<String> words = new ArrayList<>();
  private int at;

  ExpressionParser(String code, int line) {
    this.line = line;
    Matcher word = WORD.matcher(code);
    int end = 0;
    while (word.find() && word.start() == end) {
      words.add(word.group().strip());
      end = word.end();
    }
    if (!code.substring(end).isBlank()) {
      throw new TemplateException("cannot read `" + code.strip() + "`", line);
    }
  }

  Expression parse() {
    Expression expression = conditional();
    if (at < words.size()) {
      throw unexpected();
    }
    return expression;
  }

  private Expression conditional() {
    Expression value = or();
    if (!take("if")) {
      return value;
    }
    Expression condition = or();
    Expression otherwise = take("else") ? conditional() : new Expression.Literal(Json.of(""));
    return new Expression.Conditional(value, condition, otherwise);
  }

  private Expression or() {
    Expression left = and();
    while (take("or")) {
      left = new Expression.Binary("or", left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (take("and")) {
      left = new Expression.Binary("and", left, not());
    }
    return left;
  }

  private Expression not() {
    return take("not") ? new Expression.Not(not()) : comparison();
  }

  private Expression comparison() {
    Expression left = sum();
    while (true) {
      if (COMPARISONS.contains(peek())) {
        left = new Expression.Binary(next(), left, sum());
      } else if (take("in")) {
        left = new Expression.Binary("in", left, sum());
      } else if (peek().equals("not") && at + 1 < words.size() && words.get(at + 1).equals("in")) {
        at += 2;
        left = new Expression.Not(new Expression.Binary("in", left, sum()));
      } else {
        return left;
      }
    }
  }

  private Expression sum() {
    Expression left = product();
    while (Set.of("+", "-", "~").contains(peek())) {
      left = new Expression.Binary(next(), left, product());
    }
    return left;
  }

  private Expression product() {
    Expression left = postfix();
    while (Set.of("*", "/", "//", "%").contains(peek())) {
      left = new Expression.Binary(next(), left, postfix());
    }
    return left;
  }

  private Expression postfix() {
    Expression value = primary();
    while (true) {
      if (take(".")) {
        value = new Expression.Lookup(value, new Expression.Literal(Json.of(name())));
      } else if (take("[")) {
        value = new Expression.Lookup(value, conditional());
        expect("]");
      } else if (take("|")) {
        value = new Expression.Filter(value, name(), arguments());
      } else if (take("is")) {
        boolean negated = take("not");
        value = new Expression.Test(value, name(), negated);
      } else {
        return value;
      }
    }
  }

  private List<Expression> arguments() {
    return take("(") ? listUntil(")") : List.of();
  }

  private List<Expression> listUntil(String end) {
    List<Expression> items = new ArrayList<>();
    while (!take(end)) {
      items.add(conditional());
      if (!take(",")) {
        expect(end);
        return items;
      }
    }
    return items;
  }

  private Expression primary() {
    if (take("(")) {
      Expression inner = conditional();
      expect(")");
      return inner;
    }
    if (take("[")) {
      return new Expression.Items(listUntil("]"));
    }
    if (take("-")) {
      return new Expression.Binary("-", new Expression.Literal(Json.of(0)), postfix());
    }
    String word = peek();
    char first = word.isEmpty() ? ' ' : word.charAt(0);
    if (first == '\'' || first == '"') {
      return new Expression.Literal(Json.of(unquote(next())));
    }
    if (Character.isDigit(first)) {
      return new Expression.Literal(new JsonNumber(new BigDecimal(next())));
    }
    return named(name());
  }

  private static Expression named(String name) {
    return switch (name) {
      case "true", "True" -> new Expression.Literal(Json.of(true));
      case "false", "False" -> new Expression.Literal(Json.of(false));
      case "none", "None" -> new Expression.Literal(JsonNull.NULL);
      default -> new Expression.Name(name);
    };
  }

  private static String unquote(String quoted) {
    return quoted
        .substring(1, quoted.length() - 1)
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replaceAll("(?s)\\\\(.)", "$1");
  }

  private String name() {
    String word = peek();
    boolean isName = !word.isEmpty() && Character.isUnicodeIdentifierStart(word.charAt(0));
    if (RESERVED.contains(word) || !(isName || word.startsWith("_"))) {
      throw unexpected();
    }
    return next();
  }

  private String peek() {
    return at < words.size() ? words.get(at) : "";
  }

  private String next() {
    return words.get(at++);
  }

  private boolean take(String word) {
    boolean found = peek().equals(word);
    if (found) {
      at++;
    }
    return found;
  }

  private void expect(String word) {
    if (!take(word)) {
      throw unexpected();
    }
  }

  private TemplateException unexpected() {
    return new TemplateException(
        at < words.size() ? "unexpected `" + peek() + "`" : "unexpected end of expression", line);
  }
}
