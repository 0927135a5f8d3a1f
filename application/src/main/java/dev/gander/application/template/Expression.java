package dev.gander.application.template;

import dev.gander.domain.json.Json;
import java.util.List;

/// An expression of a template.
sealed interface Expression {
  record Literal(Json value) implements Expression {}

  record Items(List<Expression> items) implements Expression {}

  record Name(String name) implements Expression {}

  /// `target[key]`, or `target.key` with the key as text.
  record Lookup(Expression target, Expression key) implements Expression {}

  record Filter(Expression target, String name, List<Expression> arguments) implements Expression {}

  record Test(Expression target, String name, boolean negated) implements Expression {}

  record Not(Expression operand) implements Expression {}

  record Binary(String operator, Expression left, Expression right) implements Expression {}

  /// `value if condition else otherwise`.
  record Conditional(Expression value, Expression condition, Expression otherwise)
      implements Expression {}
}
