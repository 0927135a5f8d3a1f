package dev.gander.application.template.value;

import dev.gander.application.template.value.Value.Bool;
import dev.gander.application.template.value.Value.Items;
import dev.gander.application.template.value.Value.Members;
import dev.gander.application.template.value.Value.None;
import dev.gander.application.template.value.Value.Real;
import dev.gander.application.template.value.Value.Round;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import dev.gander.application.template.value.Value.Whole;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values as numbers: integers of 128 bits, and doubles; booleans count as 0 and 1.
final class Numeric {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  /// Parsing takes the square of the length.
  private static final int LONGEST = 1000;

  private Numeric() {}

  static boolean isNumber(Value value) {
    return switch (value) {
      case Bool _, Whole _, Real _ -> true;
      case Undefined _, None _, Textual _, Items _, Members _, Round _ -> false;
    };
  }

  /// The value as an integer; null if it is none.
  static @Nullable BigInteger whole(Value value) {
    return switch (value) {
      case Whole(BigInteger whole) -> whole;
      case Bool(boolean bool) -> bool ? BigInteger.ONE : BigInteger.ZERO;
      case Real _, Undefined _, None _, Textual _, Items _, Members _, Round _ -> null;
    };
  }

  /// @throws Misuse if the value is no number
  static double real(Value value) {
    if (value instanceof Real(double real)) {
      return real;
    }
    BigInteger whole = whole(value);
    if (whole == null) {
      throw new Misuse(
          value instanceof Undefined(String name, boolean _)
              ? "`" + name + "` is undefined, and no number"
              : value.kind() + " is no number");
    }
    return whole.doubleValue();
  }

  static int compare(Value left, Value right) {
    BigInteger a = whole(left);
    BigInteger b = whole(right);
    if (a != null && b != null) {
      return a.compareTo(b);
    }
    double x = real(left);
    double y = real(right);
    boolean exact = Double.isFinite(x) && Double.isFinite(y);
    return exact ? exact(left).compareTo(exact(right)) : Double.compare(x, y);
  }

  private static BigDecimal exact(Value value) {
    BigInteger whole = whole(value);
    return whole == null ? new BigDecimal(real(value)) : new BigDecimal(whole);
  }

  static String print(double real) {
    if (Double.isNaN(real)) {
      return "NaN";
    }
    if (Double.isInfinite(real)) {
      return real < 0 ? "-inf" : "inf";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(real));
    String sign = real == 0 && 1 / real < 0 ? "-" : "";
    return sign + (shortest.scale() < 1 ? shortest.setScale(1) : shortest).toPlainString();
  }

  /// An integer out of a decimal number; anything behind the point is cut off.
  static Value toWhole(double real) {
    if (Double.isNaN(real)) {
      return Value.of(0);
    }
    if (Double.isInfinite(real)) {
      throw new Misuse("a number is too large for an integer");
    }
    return new Whole(new BigDecimal(real).toBigInteger());
  }

  /// The number that a text consists of; null if it is none.
  static @Nullable Value parse(String text) {
    if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
      return null;
    }
    boolean isWhole = text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
    return isWhole
        ? new Whole(new BigInteger(text.startsWith("+") ? text.substring(1) : text))
        : new Real(Double.parseDouble(text));
  }
}
