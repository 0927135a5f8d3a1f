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
      case "int" -> whole(semantics.usable(value), arguments.as());
      case "float" -> real(semantics.usable(value), arguments.as());
      case "bool" -> Value.of(isTrue(value, arguments.as()));
      case "abs" -> absolute(semantics.usable(value), arguments.as());
      case "round" -> rounded(semantics.usable(value), arguments.as("precision"));
      default -> null;
    };
  }

  private Value whole(Value value, Arguments none) {
    return switch (value) {
      case Undefined _, None _ -> Value.of(0);
      case Bool(boolean bool) -> Value.of(bool ? 1 : 0);
      case Whole whole -> whole;
      case Real(double real) -> Numeric.toWhole(real);
      case Textual text ->
          Numeric.parse(text.text()) instanceof Value number
              ? whole(number, none)
              : noNumber("int", value);
      case Value.Items _, Value.Members _, Value.Round _ -> noNumber("int", value);
    };
  }

  private Value real(Value value, Arguments none) {
    return switch (value) {
      case Undefined _, None _ -> new Real(0);
      case Bool _, Whole _, Real _ -> new Real(Numeric.real(value));
      case Textual text ->
          Numeric.parse(text.text()) instanceof Value number
              ? real(number, none)
              : noNumber("float", value);
      case Value.Items _, Value.Members _, Value.Round _ -> noNumber("float", value);
    };
  }

  private static Value noNumber(String filter, Value value) {
    throw new Misuse("`" + filter + "` finds no number in " + value.kind());
  }

  private boolean isTrue(Value value, Arguments none) {
    return semantics.isTrue(value);
  }

  private static Value absolute(Value value, Arguments none) {
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
