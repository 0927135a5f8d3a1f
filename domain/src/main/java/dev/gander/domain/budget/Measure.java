package dev.gander.domain.budget;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a budget limits. Amounts are whole numbers of the smallest unit, so that sums are exact:
/// tokens, billionths of a US dollar, calls, milliseconds. People write and read tokens, dollars,
/// calls and seconds.
public enum Measure {
  /// Input and output together.
  TOKENS("tokens", 0, "1e15"),
  COST("cost", 9, "1e9"),
  MODEL_CALLS("model_calls", 0, "1e15"),
  TOOL_CALLS("tool_calls", 0, "1e15"),
  /// From a message to the end of its turn, without waiting for people.
  TIME("time", 3, "1e9");

  private final String wireName;
  private final int decimals;
  private final BigDecimal most;

  Measure(String wireName, int decimals, String most) {
    this.wireName = wireName;
    this.decimals = decimals;
    this.most = new BigDecimal(most);
  }

  public String wireName() {
    return wireName;
  }

  public static Optional<Measure> of(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findFirst();
  }

  /// An amount as people write it.
  ///
  /// @throws InvalidShape if it is not a number, is negative, has a fraction where there is none,
  ///   or is too large to be meant
  long amount(Json written) {
    if (!(written instanceof JsonNumber(BigDecimal number))) {
      throw new InvalidShape(wireName + " must be a number");
    }
    if (number.signum() < 0) {
      throw new InvalidShape(wireName + " must not be negative");
    }
    if (number.compareTo(most) > 0) {
      throw new InvalidShape(
          wireName + " must be at most " + most.toPlainString() + "; leave it out for no limit");
    }
    return units(number);
  }

  /// Compared first: the digits of 1e-999999999 would fill the memory.
  private long units(BigDecimal number) {
    if (number.compareTo(BigDecimal.ONE.movePointLeft(decimals)) < 0) {
      if (decimals == 0 && number.signum() > 0) {
        throw new InvalidShape(wireName + " must be a whole number");
      }
      return 0;
    }
    BigDecimal units = number.movePointRight(decimals);
    if (decimals == 0 && units.stripTrailingZeros().scale() > 0) {
      throw new InvalidShape(wireName + " must be a whole number");
    }
    return units.setScale(0, RoundingMode.DOWN).longValueExact();
  }

  /// An amount as people write it.
  public Json written(long amount) {
    BigDecimal number = BigDecimal.valueOf(amount, decimals).stripTrailingZeros();
    return new JsonNumber(number.scale() < 0 ? number.setScale(0) : number);
  }

  /// An amount for people, with its unit.
  public String told(long amount) {
    return switch (this) {
      case TOKENS -> counted(amount, "token");
      case COST -> dollars(amount) + " USD";
      case MODEL_CALLS -> counted(amount, "model call");
      case TOOL_CALLS -> counted(amount, "tool call");
      case TIME -> counted(amount / 1_000, "second");
    };
  }

  /// An amount for people, in front of another one with the unit.
  public String toldBare(long amount) {
    return switch (this) {
      case COST -> dollars(amount);
      case TIME -> number(amount / 1_000);
      case TOKENS, MODEL_CALLS, TOOL_CALLS -> number(amount);
    };
  }

  private static String counted(long amount, String unit) {
    return number(amount) + " " + unit + (amount == 1 ? "" : "s");
  }

  private static String number(long amount) {
    return String.format(Locale.ROOT, "%,d", amount);
  }

  /// At least cents, and not more digits than tell something.
  private static String dollars(long amount) {
    BigDecimal number =
        BigDecimal.valueOf(amount, 9).setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
    return (number.scale() < 2 ? number.setScale(2) : number).toPlainString();
  }
}
