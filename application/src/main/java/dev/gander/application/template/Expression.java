package dev.gander.application.template;

import dev.gander.application.template.value.Operator;
import dev.gander.application.template.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An expression of a template.
sealed interface Expression {
  record Literal(Value value) implements Expression {}

  record Items(List<Expression> items) implements Expression {}

  record Members(List<Member> members) implements Expression {}

  record Member(Expression name, Expression value) {}

  record Name(String name) implements Expression {}

  /// `target[key]`, or `target.key` with the key as text.
  record Lookup(Expression target, Expression key) implements Expression {}

  /// `target[from:to:step]`.
  record Slice(
      Expression target,
      @Nullable Expression from,
      @Nullable Expression to,
      @Nullable Expression step)
      implements Expression {}

  record Call(Expression function, Given arguments) implements Expression {}

  record Filter(Expression target, String name, Given arguments) implements Expression {}

  record Test(Expression target, String name, Given arguments) implements Expression {}

  /// The arguments of a call, a filter or a test.
  record Given(List<Expression> positional, Map<String, Expression> named) {
    static final Given NONE = new Given(List.of(), Map.of());
  }

  record Not(Expression operand) implements Expression {}

  record Negative(Expression operand) implements Expression {}

  record Binary(Operator operator, Expression left, Expression right) implements Expression {}

  /// `first < second < third`: each with its neighbour.
  record Comparisons(Expression first, List<Step> steps) implements Expression {}

  record Step(Operator operator, Expression right) {}

  /// `value if condition else otherwise`.
  record Conditional(Expression value, Expression condition, @Nullable Expression otherwise)
      implements Expression {}

  /// How the expression is called in messages.
  default String title() {
    return switch (this) {
      case Name(String name) -> name;
      case Lookup(Expression target, Literal(Value.Text(String key))) -> target.title() + "." + key;
      case Lookup(Expression target, Expression _) -> target.title() + "[…]";
      case Filter(Expression _, String name, Given _) -> "… | " + name;
      case Call(Name(String name), Given _) -> name + "()";
      default -> "…";
    };
  }
}
