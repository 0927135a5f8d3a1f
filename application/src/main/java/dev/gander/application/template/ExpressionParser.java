package dev.gander.application.template;

import dev.gander.application.template.Expression.Given;
import dev.gander.application.template.Expression.Step;
import dev.gander.application.template.Word.Kind;
import dev.gander.application.template.value.Misuse;
import dev.gander.application.template.value.Operator;
import dev.gander.application.template.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Parses expressions by recursive descent, loosest binding first.
final class ExpressionParser {
  /// Both bound the recursion here and in whatever walks the expression.
  private static final int MOST_OPERATIONS = 500;

  private static final int MOST_NESTED = 60;

  private static final Set<Operator> COMPARISONS =
      Set.of(
          Operator.EQUAL,
          Operator.UNEQUAL,
          Operator.LESS,
          Operator.AT_MOST,
          Operator.GREATER,
          Operator.AT_LEAST,
          Operator.IN);

  private final Words words;
  private int operations;
  private int nested;

  ExpressionParser(Words words) {
    this.words = words;
  }

  /// Reads an expression from the front of the words.
  Expression expression() {
    return nested(this::conditional);
  }

  /// An expression without `if`, which has a meaning of its own behind it.
  Expression unconditional() {
    return or();
  }

  private <T> T nested(Supplier<T> inner) {
    nested++;
    if (nested > MOST_NESTED) {
      throw new TemplateException("an expression is nested too deeply", words.line());
    }
    T result = inner.get();
    nested--;
    return result;
  }

  private <T extends Expression> T operation(T made) {
    operations++;
    if (operations > MOST_OPERATIONS) {
      throw new TemplateException("an expression has too many operations", words.line());
    }
    return made;
  }

  private Expression conditional() {
    Expression value = or();
    while (words.take("if")) {
      Expression condition = or();
      Expression otherwise = words.take("else") ? nested(this::conditional) : null;
      value = operation(new Expression.Conditional(value, condition, otherwise));
    }
    return value;
  }

  private Expression or() {
    return leftToRight(Set.of(Operator.OR), this::and);
  }

  private Expression and() {
    return leftToRight(Set.of(Operator.AND), this::not);
  }

  private Expression not() {
    return words.take("not") ? operation(new Expression.Not(nested(this::not))) : comparison();
  }

  private Expression comparison() {
    Expression first = sum();
    List<Step> steps = new ArrayList<>();
    for (Operator operator = comparator(); operator != null; operator = comparator()) {
      steps.add(new Step(operator, sum()));
    }
    return switch (steps.size()) {
      case 0 -> first;
      case 1 ->
          operation(
              new Expression.Binary(steps.getFirst().operator(), first, steps.getFirst().right()));
      default -> operation(new Expression.Comparisons(first, steps));
    };
  }

  private @Nullable Operator comparator() {
    if (words.take("not")) {
      words.expect("in");
      return Operator.NOT_IN;
    }
    return operator(COMPARISONS);
  }

  private Expression sum() {
    return leftToRight(Set.of(Operator.PLUS, Operator.MINUS), this::concatenation);
  }

  private Expression concatenation() {
    return leftToRight(Set.of(Operator.JOIN), this::product);
  }

  private Expression product() {
    return leftToRight(
        Set.of(Operator.TIMES, Operator.DIVIDED, Operator.FLOORED, Operator.REMAINDER),
        this::power);
  }

  private Expression power() {
    return leftToRight(Set.of(Operator.POWER), this::filtered);
  }

  private Expression leftToRight(Set<Operator> operators, Supplier<Expression> operand) {
    Expression left = operand.get();
    for (Operator sign = operator(operators); sign != null; sign = operator(operators)) {
      left = operation(new Expression.Binary(sign, left, operand.get()));
    }
    return left;
  }

  /// Takes the next word if it is one of the operators.
  private @Nullable Operator operator(Set<Operator> wanted) {
    Word word = words.peek();
    if (word.kind() != Kind.SIGN && word.kind() != Kind.NAME) {
      return null;
    }
    Optional<Operator> found = Operator.of(word.text()).filter(wanted::contains);
    found.ifPresent(_ -> words.next());
    return found.orElse(null);
  }

  private Expression filtered() {
    Expression value = postfix();
    while (true) {
      if (words.isNext("|")) {
        value = filter(value);
      } else if (words.take("is")) {
        value = test(value);
      } else {
        return value;
      }
    }
  }

  /// Reads a bar and the filter behind it.
  Expression filter(Expression target) {
    words.expect("|");
    return operation(new Expression.Filter(target, words.name(), arguments()));
  }

  private Expression test(Expression target) {
    boolean negated = words.take("not");
    String name = words.name();
    Given given = takesBareArgument() ? new Given(List.of(postfix()), Map.of()) : arguments();
    Expression test = operation(new Expression.Test(target, name, given));
    return negated ? operation(new Expression.Not(test)) : test;
  }

  /// `x is divisibleby 3` is the same as `x is divisibleby(3)`.
  private boolean takesBareArgument() {
    Word word = words.peek();
    return switch (word.kind()) {
      case NAME -> !Set.of("and", "or", "else", "is", "if", "not", "in").contains(word.text());
      case TEXT, NUMBER -> true;
      case SIGN -> Set.of("-", "[", "{").contains(word.text());
      case END -> false;
    };
  }

  private Expression postfix() {
    Expression value = words.take("-") ? negative() : primary();
    while (true) {
      if (words.take(".")) {
        value = operation(new Expression.Lookup(value, member()));
      } else if (words.take("[")) {
        value = operation(subscript(value));
      } else if (words.isNext("(")) {
        value = operation(new Expression.Call(value, arguments()));
      } else {
        return value;
      }
    }
  }

  private Expression negative() {
    return operation(
        new Expression.Negative(nested(() -> words.take("-") ? negative() : primary())));
  }

  private Expression member() {
    return words.peek().isIndex() ? number() : new Expression.Literal(Value.of(words.name()));
  }

  private Expression subscript(Expression target) {
    Expression from = words.isNext(":") ? null : expression();
    if (!words.isNext(":")) {
      words.expect("]");
      if (from == null) {
        throw words.unexpected();
      }
      return new Expression.Lookup(target, from);
    }
    Expression to = bound();
    Expression step = bound();
    words.expect("]");
    return new Expression.Slice(target, from, to, step);
  }

  private @Nullable Expression bound() {
    boolean isGiven = words.take(":") && !words.isNext(":") && !words.isNext("]");
    return isGiven ? expression() : null;
  }

  private Given arguments() {
    if (!words.take("(")) {
      return Given.NONE;
    }
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!words.take(")")) {
      if (words.peek().kind() == Kind.NAME && words.peek(1).is("=")) {
        String name = words.name();
        words.expect("=");
        named.put(name, expression());
      } else if (named.isEmpty()) {
        positional.add(expression());
      } else {
        throw words.unexpected();
      }
      endOfItem(")");
    }
    return new Given(positional, named);
  }

  /// Behind an item comes a comma or the end.
  private void endOfItem(String end) {
    if (!words.isNext(end)) {
      words.expect(",");
    }
  }

  private Expression primary() {
    return nested(
        () ->
            switch (words.peek().kind()) {
              case TEXT -> text();
              case NUMBER -> number();
              case NAME -> named(words.name());
              case SIGN -> enclosed(words.next());
              case END -> throw words.unexpected();
            });
  }

  /// Texts that follow each other are one.
  private Expression text() {
    StringBuilder text = new StringBuilder();
    while (words.peek().kind() == Kind.TEXT) {
      text.append(words.next().text());
    }
    return new Expression.Literal(Value.of(text.toString()));
  }

  private Expression number() {
    try {
      return new Expression.Literal(words.next().number());
    } catch (Misuse e) {
      throw new TemplateException(e.text(), words.line());
    }
  }

  private static Expression named(String name) {
    return switch (name) {
      case "true", "True" -> new Expression.Literal(Value.of(true));
      case "false", "False" -> new Expression.Literal(Value.of(false));
      case "none", "None" -> new Expression.Literal(Value.none());
      default -> new Expression.Name(name);
    };
  }

  private Expression enclosed(Word sign) {
    return switch (sign.text()) {
      case "(" -> group();
      case "[" -> new Expression.Items(itemsUntil("]"));
      case "{" -> members();
      case String other -> throw new TemplateException("unexpected `" + other + "`", words.line());
    };
  }

  /// `(a)` is `a`, but `()`, `(a,)` and `(a, b)` are lists.
  private Expression group() {
    if (words.take(")")) {
      return new Expression.Items(List.of());
    }
    Expression first = expression();
    if (words.take(")")) {
      return first;
    }
    words.expect(",");
    List<Expression> items = new ArrayList<>(List.of(first));
    items.addAll(itemsUntil(")"));
    return new Expression.Items(items);
  }

  private List<Expression> itemsUntil(String end) {
    List<Expression> items = new ArrayList<>();
    while (!words.take(end)) {
      items.add(expression());
      endOfItem(end);
    }
    return items;
  }

  private Expression members() {
    List<Expression.Member> members = new ArrayList<>();
    while (!words.take("}")) {
      Expression name = expression();
      words.expect(":");
      members.add(new Expression.Member(name, expression()));
      endOfItem("}");
    }
    return new Expression.Members(members);
  }
}
