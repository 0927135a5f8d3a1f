package dev.gander.application.template;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Evaluates expressions. Null represents an undefined value.
final class Evaluator {
  private final Function<String, @Nullable Json> variables;

  Evaluator(Function<String, @Nullable Json> variables) {
    this.variables = variables;
  }

  @Nullable Json evaluate(Expression expression) {
    return switch (expression) {
      case Expression.Literal(Json value) -> value;
      case Expression.Items(List<Expression> items) ->
          new JsonArray(items.stream().map(this::defined).toList());
      case Expression.Name(String name) -> variables.apply(name);
      case Expression.Lookup(Expression target, Expression key) ->
          lookUp(evaluate(target), defined(key));
      case Expression.Filter(Expression target, String name, List<Expression> arguments) ->
          Filters.apply(name, evaluate(target), arguments.stream().map(this::defined).toList());
      case Expression.Test(Expression target, String name, boolean negated) ->
          Json.of(Filters.test(name, evaluate(target)) != negated);
      case Expression.Not(Expression operand) -> Json.of(!Values.isTrue(evaluate(operand)));
      case Expression.Binary binary -> binary(binary);
      case Expression.Conditional(Expression value, Expression condition, Expression otherwise) ->
          evaluate(Values.isTrue(evaluate(condition)) ? value : otherwise);
    };
  }

  private Json defined(Expression expression) {
    Json value = evaluate(expression);
    if (value == null) {
      throw new TemplateException("a value is undefined");
    }
    return value;
  }

  private static @Nullable Json lookUp(@Nullable Json target, Json key) {
    if (target == null) {
      throw new TemplateException(
          "cannot look for `" + Values.print(key) + "` in an undefined value");
    }
    if (target instanceof JsonObject object && key instanceof JsonString(String name)) {
      return object.get(name);
    }
    if (target instanceof JsonArray(List<Json> items) && key instanceof JsonNumber number) {
      long index = number.integer().orElse(-1);
      long place = index < 0 ? index + items.size() : index;
      return place >= 0 && place < items.size() ? items.get((int) place) : null;
    }
    return null;
  }

  private @Nullable Json binary(Expression.Binary binary) {
    Json left = evaluate(binary.left());
    return switch (binary.operator()) {
      case "and" -> Values.isTrue(left) ? evaluate(binary.right()) : left;
      case "or" -> Values.isTrue(left) ? left : evaluate(binary.right());
      case String operator -> binary(operator, left, evaluate(binary.right()));
    };
  }

  private static Json binary(String operator, @Nullable Json left, @Nullable Json right) {
    return switch (operator) {
      case "==" -> Json.of(same(left, right));
      case "!=" -> Json.of(!same(left, right));
      case "<" -> Json.of(compare(left, right) < 0);
      case ">" -> Json.of(compare(left, right) > 0);
      case "<=" -> Json.of(compare(left, right) <= 0);
      case ">=" -> Json.of(compare(left, right) >= 0);
      case "in" -> Json.of(isIn(left, right));
      case "~" -> Json.of(Values.print(left) + Values.print(right));
      case "+" -> plus(left, right);
      case String arithmetic -> arithmetic(arithmetic, number(left), number(right));
    };
  }

  private static Json plus(@Nullable Json left, @Nullable Json right) {
    if (left instanceof JsonString(String a) && right instanceof JsonString(String b)) {
      return Json.of(a + b);
    }
    if (left instanceof JsonArray(List<Json> a) && right instanceof JsonArray(List<Json> b)) {
      List<Json> both = new ArrayList<>(a);
      both.addAll(b);
      return new JsonArray(both);
    }
    return new JsonNumber(number(left).add(number(right)));
  }

  private static Json arithmetic(String operator, BigDecimal left, BigDecimal right) {
    boolean divides = operator.equals("/") || operator.equals("//") || operator.equals("%");
    if (divides && right.signum() == 0) {
      throw new TemplateException("division by zero");
    }
    return new JsonNumber(
        switch (operator) {
          case "-" -> left.subtract(right);
          case "*" -> left.multiply(right);
          case "/" -> left.divide(right, MathContext.DECIMAL64);
          case "//" -> left.divide(right, 0, RoundingMode.FLOOR);
          case "%" -> left.remainder(right);
          default -> throw new TemplateException("unknown operator `" + operator + "`");
        });
  }

  private static BigDecimal number(@Nullable Json value) {
    if (value instanceof JsonNumber number) {
      return number.value();
    }
    throw new TemplateException("`" + Values.print(value) + "` is no number");
  }

  private static boolean same(@Nullable Json left, @Nullable Json right) {
    return (left instanceof JsonNumber a && right instanceof JsonNumber b)
        ? a.value().compareTo(b.value()) == 0
        : Objects.equals(left, right);
  }

  private static int compare(@Nullable Json left, @Nullable Json right) {
    return (left instanceof JsonString(String a) && right instanceof JsonString(String b))
        ? a.compareTo(b)
        : number(left).compareTo(number(right));
  }

  private static boolean isIn(@Nullable Json item, @Nullable Json container) {
    return switch (container) {
      case JsonArray(List<Json> items) -> items.stream().anyMatch(other -> same(item, other));
      case JsonObject object -> object.has(Values.print(item));
      case JsonString(String text) -> text.contains(Values.print(item));
      case null, default ->
          throw new TemplateException("`" + Values.print(container) + "` holds nothing");
    };
  }
}
