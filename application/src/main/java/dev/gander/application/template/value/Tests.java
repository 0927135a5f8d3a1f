package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Bool;
import dev.gander.application.template.value.Value.Items;
import dev.gander.application.template.value.Value.Members;
import dev.gander.application.template.value.Value.None;
import dev.gander.application.template.value.Value.Real;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import dev.gander.application.template.value.Value.Whole;
import java.math.BigInteger;

/// The tests that templates may use: `value is name(arguments)`.
public final class Tests {
  private final Semantics semantics;

  public Tests(Semantics semantics) {
    this.semantics = semantics;
  }

  public boolean test(String name, Value value, Arguments arguments) {
    return switch (name) {
      case "startingwith" -> text(value).startsWith(arguments.as("other").text("other"));
      case "endingwith" -> text(value).endsWith(arguments.as("other").text("other"));
      case "in" -> semantics.contains(arguments.as("other").needed("other"), value);
      case "eq", "equalto" -> same(value, arguments);
      case "ne" -> !same(value, arguments);
      case "lt", "lessthan" -> compare(value, arguments) < 0;
      case "le" -> compare(value, arguments) <= 0;
      case "gt", "greaterthan" -> compare(value, arguments) > 0;
      case "ge" -> compare(value, arguments) >= 0;
      case "divisibleby" -> isDivisible(value, arguments.as("other").needed("other"));
      default -> {
        arguments.as();
        yield is(name, value);
      }
    };
  }

  private boolean is(String name, Value value) {
    return switch (name) {
      case "defined" -> !(value instanceof Undefined);
      case "undefined" -> value instanceof Undefined;
      case "none" -> value instanceof None;
      case "safe", "escaped" -> value instanceof Value.Safe || value instanceof Value.Captured;
      case "string" -> value instanceof Textual;
      case "number" -> value instanceof Whole || value instanceof Real;
      case "integer" -> value instanceof Whole;
      case "float" -> value instanceof Real;
      case "boolean" -> value instanceof Bool;
      case "true" -> value instanceof Bool(boolean bool) && bool;
      case "false" -> value instanceof Bool(boolean bool) && !bool;
      case "mapping" -> value instanceof Members;
      case "sequence" -> value instanceof Items;
      case "iterable" -> isIterable(value);
      case "odd" -> value instanceof Whole(BigInteger whole) && whole.testBit(0);
      case "even" -> value instanceof Whole(BigInteger whole) && !whole.testBit(0);
      case "lower" -> text(value).codePoints().allMatch(Character::isLowerCase);
      case "upper" -> text(value).codePoints().allMatch(Character::isUpperCase);
      default -> throw new Misuse("unknown test `" + name + "`");
    };
  }

  private static boolean isIterable(Value value) {
    return switch (value) {
      case Undefined _, None _, Textual _, Items _, Members _ -> true;
      case Bool _, Whole _, Real _, Value.Round _ -> false;
    };
  }

  private boolean same(Value value, Arguments arguments) {
    return semantics.comparison().same(value, arguments.as("other").needed("other"));
  }

  private int compare(Value value, Arguments arguments) {
    return semantics.comparison().compare(value, arguments.as("other").needed("other"));
  }

  private static boolean isDivisible(Value value, Value divisor) {
    BigInteger a = Numeric.whole(value);
    BigInteger b = Numeric.whole(divisor);
    return a != null && b != null && b.signum() != 0 && a.mod(b.abs()).signum() == 0;
  }

  private String text(Value value) {
    String text = semantics.text(value);
    semantics.allowance().text(text.length());
    return text;
  }
}
