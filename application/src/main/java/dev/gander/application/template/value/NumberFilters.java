package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Bool;
import dev.gander.application.template.value.Value.None;
import dev.gander.application.template.value.Value.Real;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import dev.gander.application.template.value.Value.Whole;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Filters for numbers.
final class NumberFilters {
  /// Of a double's digits behind the point.
  private static final int MOST_DIGITS = 400;

  private final Semantics semantics;

  NumberFilters(Semantics semantics) {
    this.semantics = semantics;
  }

  /// Null if there is no such filter here.
  @Nullable Value apply(String name, Value value, Arguments arguments) {
    semantics.allowance().slow();
    return switch (name) {
      case "int" -> whole(sole(value, arguments));
      case "float" -> real(sole(value, arguments));
      case "bool" -> Value.of(semantics.isTrue(sole(value, arguments)));
      case "abs" -> absolute(sole(value, arguments));
      case "round" -> rounded(semantics.usable(value), arguments.as("precision"));
      default -> null;
    };
  }

  /// For a filter without arguments.
  private Value sole(Value value, Arguments arguments) {
    arguments.none();
    return semantics.usable(value);
  }

  private static Value whole(Value value) {
    return switch (value) {
      case Undefined _, None _ -> Value.of(0);
      case Bool(boolean bool) -> Value.of(bool ? 1 : 0);
      case Whole whole -> whole;
      case Real(double real) -> Numeric.toWhole(real);
      case Textual text -> whole(parsed("int", text));
      case Value.Items _, Value.Members _, Value.Round _ -> throw noNumber("int", value);
    };
  }

  private static Value real(Value value) {
    return switch (value) {
      case Undefined _, None _ -> new Real(0);
      case Bool _, Whole _, Real _ -> new Real(Numeric.real(value));
      case Textual text -> real(parsed("float", text));
      case Value.Items _, Value.Members _, Value.Round _ -> throw noNumber("float", value);
    };
  }

  private static Value parsed(String filter, Textual text) {
    Value number = Numeric.parse(text.text());
    if (number == null) {
      throw noNumber(filter, text);
    }
    return number;
  }

  private static Misuse noNumber(String filter, Value value) {
    return new Misuse("`" + filter + "` finds no number in " + value.kind());
  }

  private static Value absolute(Value value) {
    return value instanceof Whole(var whole)
        ? new Whole(whole.abs())
        : new Real(Math.abs(Numeric.real(value)));
  }

  private static Value rounded(Value value, Arguments arguments) {
    if (value instanceof Whole) {
      return value;
    }
    double real = Numeric.real(value);
    int digits = Math.min(MOST_DIGITS, arguments.count("precision", 0));
    return Double.isFinite(real)
        ? new Real(new BigDecimal(real).setScale(digits, RoundingMode.HALF_UP).doubleValue())
        : value;
  }
}
