package dev.gander.domain.json;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.OptionalLong;

/// A JSON number as it was written: `1.0` stays different from `1`.
public record JsonNumber(BigDecimal value) implements Json {
  private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

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

  /// The value when it was written as an integer (no point, no exponent) that fits 64 bits.
  public OptionalLong integer() {
    boolean fits = value.scale() == 0 && value.compareTo(MIN) >= 0 && value.compareTo(MAX) <= 0;
    return fits ? OptionalLong.of(value.longValueExact()) : OptionalLong.empty();
  }

  public double doubleValue() {
    return value.doubleValue();
  }
}
