package dev.gander.domain.json;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// A JSON number as it was written: `1.0` stays different from `1`.
public record JsonNumber(BigDecimal value) implements Json {
  private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

  /// In characters. Reading takes the square of the length; a JSON text has no longer number.
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

  /// What digits with an optional sign, point and exponent stand for. Empty for anything else, and
  /// for what no finite double comes near: goose takes it for a text, and to a client in JavaScript
  /// it would be infinite.
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

  /// The number in digits without an exponent, unless it would take more of them than people write.
  public String text() {
    return Math.abs((long) value.scale()) > LONGEST ? value.toString() : value.toPlainString();
  }

  /// The value when it was written as an integer (no point, no exponent) that fits 64 bits.
  public OptionalLong integer() {
    boolean fits = value.scale() == 0 && value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0;
    return fits ? OptionalLong.of(value.longValueExact()) : OptionalLong.empty();
  }

  public double doubleValue() {
    return value.doubleValue();
  }
}
