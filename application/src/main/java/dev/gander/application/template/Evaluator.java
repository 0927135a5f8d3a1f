package dev.gander.application.template;

import dev.gander.application.template.Expression.Binary;
import dev.gander.application.template.Expression.Given;
import dev.gander.application.template.Expression.Literal;
import dev.gander.application.template.Expression.Lookup;
import dev.gander.application.template.Expression.Member;
import dev.gander.application.template.Expression.Name;
import dev.gander.application.template.Expression.Step;
import dev.gander.application.template.value.Access;
import dev.gander.application.template.value.Arguments;
import dev.gander.application.template.value.Arithmetic;
import dev.gander.application.template.value.Comparison;
import dev.gander.application.template.value.Escaping;
import dev.gander.application.template.value.Filters;
import dev.gander.application.template.value.Loop;
import dev.gander.application.template.value.Misuse;
import dev.gander.application.template.value.Operator;
import dev.gander.application.template.value.Semantics;
import dev.gander.application.template.value.Tests;
import dev.gander.application.template.value.Value;
import dev.gander.application.template.value.Value.Round;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Evaluates expressions.
final class Evaluator {
  private final Semantics semantics;
  private final Scopes scopes;
  private final Supplier<Value> overridden;
  private final Arithmetic arithmetic;
  private final Access access;
  private final Filters filters;
  private final Tests tests;

  /// @param overridden what `super()` gives
  Evaluator(Semantics semantics, Scopes scopes, Supplier<Value> overridden) {
    this.semantics = semantics;
    this.scopes = scopes;
    this.overridden = overridden;
    this.arithmetic = new Arithmetic(semantics);
    this.access = new Access(semantics);
    this.filters = new Filters(semantics);
    this.tests = new Tests(semantics);
  }

  Value evaluate(Expression expression, Escaping escaping) {
    semantics.allowance().step();
    return switch (expression) {
      case Literal(Value value) -> value;
      case Name(String name) -> scopes.value(name);
      case Lookup lookup -> lookUp(lookup, escaping);
      case Expression.Filter(Expression target, String name, Given given) -> {
        Value value = evaluate(target, escaping);
        yield filters.apply(name, value, arguments(name, given, escaping), escaping);
      }
      case Expression.Test(Expression target, String name, Given given) -> {
        Value value = evaluate(target, escaping);
        yield Value.of(tests.test(name, value, arguments(name, given, escaping)));
      }
      case Binary binary -> binary(binary, escaping);
      case Expression.Comparisons(Expression first, List<Step> steps) ->
          Value.of(compare(evaluate(first, escaping), steps, escaping));
      case Expression.Not(Expression operand) -> Value.of(!isTrue(operand, escaping));
      case Expression.Negative(Expression operand) ->
          arithmetic.negated(evaluate(operand, escaping));
      case Expression.Conditional conditional -> choose(conditional, escaping);
      case Expression.Items(List<Expression> items) -> Value.Items.of(all(items, escaping));
      case Expression.Members(List<Member> members) -> members(members, escaping);
      case Expression.Slice slice ->
          access.slice(
              evaluate(slice.target(), escaping),
              given(slice.from(), escaping),
              given(slice.to(), escaping),
              given(slice.step(), escaping));
      case Expression.Call(Expression function, Given given) -> call(function, given, escaping);
    };
  }

  boolean isTrue(Expression expression, Escaping escaping) {
    return semantics.isTrue(evaluate(expression, escaping));
  }

  private Value lookUp(Lookup lookup, Escaping escaping) {
    Value target = evaluate(lookup.target(), escaping);
    Value part = access.part(target, evaluate(lookup.key(), escaping));
    return part == null ? new Undefined(lookup.title(), false) : part;
  }

  /// Null stands for a bound that is not given, as `none` does.
  private @Nullable Value given(@Nullable Expression expression, Escaping escaping) {
    Value value = expression == null ? Value.none() : evaluate(expression, escaping);
    return value instanceof Value.None ? null : value;
  }

  private List<Value> all(List<Expression> expressions, Escaping escaping) {
    List<Value> values = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      values.add(evaluate(expression, escaping));
    }
    return values;
  }

  private Value members(List<Member> members, Escaping escaping) {
    Map<String, Value> values = new LinkedHashMap<>();
    for (Member member : members) {
      String name = semantics.text(evaluate(member.name(), escaping));
      values.put(name, evaluate(member.value(), escaping));
    }
    return Value.Members.of(values);
  }

  private Arguments arguments(String owner, Given given, Escaping escaping) {
    Map<String, Value> named = new LinkedHashMap<>();
    given.named().forEach((name, value) -> named.put(name, evaluate(value, escaping)));
    return new Arguments(semantics, owner, all(given.positional(), escaping), named);
  }

  private Value choose(Expression.Conditional conditional, Escaping escaping) {
    if (isTrue(conditional.condition(), escaping)) {
      return evaluate(conditional.value(), escaping);
    }
    Expression otherwise = conditional.otherwise();
    return otherwise == null ? new Undefined("… if …", true) : evaluate(otherwise, escaping);
  }

  private Value binary(Binary binary, Escaping escaping) {
    Value left = evaluate(binary.left(), escaping);
    return switch (binary.operator()) {
      case AND -> semantics.isTrue(left) ? evaluate(binary.right(), escaping) : left;
      case OR -> semantics.isTrue(left) ? left : evaluate(binary.right(), escaping);
      case EQUAL, UNEQUAL, LESS, AT_MOST, GREATER, AT_LEAST, IN, NOT_IN ->
          Value.of(compare(binary.operator(), left, evaluate(binary.right(), escaping)));
      case PLUS, MINUS, JOIN, TIMES, DIVIDED, FLOORED, REMAINDER, POWER ->
          arithmetic.apply(binary.operator(), left, evaluate(binary.right(), escaping));
    };
  }

  private boolean compare(Value first, List<Step> steps, Escaping escaping) {
    Value left = first;
    for (Step step : steps) {
      Value right = evaluate(step.right(), escaping);
      if (!compare(step.operator(), left, right)) {
        return false;
      }
      left = right;
    }
    return true;
  }

  private boolean compare(Operator operator, Value left, Value right) {
    Comparison comparison = semantics.comparison();
    semantics.usable(left);
    semantics.usable(right);
    return switch (operator) {
      case EQUAL -> comparison.same(left, right);
      case UNEQUAL -> !comparison.same(left, right);
      case LESS -> comparison.compare(left, right) < 0;
      case AT_MOST -> comparison.compare(left, right) <= 0;
      case GREATER -> comparison.compare(left, right) > 0;
      case AT_LEAST -> comparison.compare(left, right) >= 0;
      case IN -> semantics.contains(right, left);
      case NOT_IN -> !semantics.contains(right, left);
      case OR, AND, PLUS, MINUS, JOIN, TIMES, DIVIDED, FLOORED, REMAINDER, POWER ->
          throw new IllegalArgumentException(operator.sign());
    };
  }

  /// `super()` and the methods of `loop` are all that can be called.
  private Value call(Expression function, Given given, Escaping escaping) {
    if (function instanceof Name(String name) && name.equals("super") && given.equals(Given.NONE)) {
      return overridden.get();
    }
    if (function instanceof Lookup(Expression target, Literal(Textual method))
        && given.named().isEmpty()
        && evaluate(target, escaping) instanceof Round(Loop loop)) {
      List<Value> arguments = all(given.positional(), escaping);
      return loop.call(method.text(), arguments, semantics.comparison());
    }
    throw new Misuse("`" + function.title() + "` cannot be called");
  }
}
