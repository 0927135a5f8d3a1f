package dev.gander.domain.json;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// A JSON number as written: `1.0` and `1` are different.
public record JsonNumber(BigDecimal value) implements Json {
  private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  /// In characters. Parsing time grows with the square of the length; JSON readers accept no longer
  /// numbers either.
  private static final int LONGEST = 1100;

  public JsonNumber {
    Objects.requireNonNull(value, "value");
  }

  public static JsonNumber of(long value) {
    return new JsonNumber(BigDecimal.valueOf(value));
  }

  /// @throws NumberFormatException if the value is not finite
  public static JsonNumber of(double value) {
    return new JsonNumber(new BigDecimal(Double.toString(value)));
  }

  /// Parses digits with an optional sign, point and exponent. Empty for anything else, and for
  /// numbers beyond the range of a double: goose treats them as text, and a JavaScript client would
  /// read them as infinite.
  public static Optional<JsonNumber> parse(String text) {
    if (text.length() > LONGEST || !text.chars().allMatch(letter -> letter < 0x80)) {
      return Optional.empty();
    }
    try {
      JsonNumber number = new JsonNumber(new BigDecimal(text));
      return Double.isFinite(number.doubleValue()) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /// The number in plain digits, or with an exponent if the plain form would be excessively long.
  public String text() {
    return Math.abs((long) value.scale()) > LONGEST ? value.toString() : value.toPlainString();
  }

  /// The value if it was written as an integer (no point, no exponent) and fits in 64 bits.
  public OptionalLong integer() {
    boolean fits = value.scale() == 0 && value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0;
    return fits ? OptionalLong.of(value.longValueExact()) : OptionalLong.empty();
  }

  public double doubleValue() {
    return value.doubleValue();
  }
}
