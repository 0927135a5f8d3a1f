package dev.gander.application.settings;

import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/// Typed access to settings. A text that looks like the requested type is accepted, as in goosed
/// 1.35 and newer; `null` counts as not set.
public record TypedSettings(Settings settings) {

  /// The value as text: numbers and booleans as written in JSON.
  ///
  /// @throws InvalidInput for a list or an object
  public Optional<String> text(String key) {
    return find(key).map(value -> asText(key, value));
  }

  /// @throws InvalidInput if the value is not an integer
  public OptionalLong integer(String key) {
    return integer(key, number(key));
  }

  /// A number that may be different for each name: either one for all, or a map that need not have
  /// each name.
  ///
  /// @throws InvalidInput if the value is neither, or that of the name is not an integer
  public OptionalLong integer(String key, String name) {
    return find(key).orElse(JsonNull.NULL) instanceof JsonObject each
        ? integer(key, Optional.ofNullable(each.get(name)).map(value -> asNumber(key, value)))
        : integer(key);
  }

  /// The names in a map of such numbers; none for anything else.
  public Set<String> names(String key) {
    return find(key).orElse(JsonNull.NULL) instanceof JsonObject each
        ? each.members().keySet()
        : Set.of();
  }

  private static OptionalLong integer(String key, Optional<BigDecimal> number) {
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(number.get().longValueExact());
    } catch (ArithmeticException e) {
      throw wrong(key, "a whole number");
    }
  }

  /// A count that fits in 31 bits.
  ///
  /// @throws InvalidInput if the value is not an integer above 0
  public OptionalLong positive(String key) {
    OptionalLong value = integer(key);
    if (value.isPresent() && (value.getAsLong() <= 0 || value.getAsLong() > Integer.MAX_VALUE)) {
      throw wrong(key, "a positive number");
    }
    return value;
  }

  /// @throws InvalidInput if the value is not a number
  public OptionalDouble decimal(String key) {
    return number(key)
        .map(value -> OptionalDouble.of(value.doubleValue()))
        .orElseGet(OptionalDouble::empty);
  }

  /// `true`, `1`, `yes`, `on` and their opposites, in any case.
  ///
  /// @throws InvalidInput for anything else
  public Optional<Boolean> truth(String key) {
    return text(key)
        .map(
            text ->
                switch (text.strip().toLowerCase(Locale.ROOT)) {
                  case "true", "1", "yes", "on" -> true;
                  case "false", "0", "no", "off" -> false;
                  default -> throw wrong(key, "true or false");
                });
  }

  private Optional<BigDecimal> number(String key) {
    return find(key).map(value -> asNumber(key, value));
  }

  private Optional<Json> find(String key) {
    return settings.find(key).filter(value -> value != JsonNull.NULL);
  }

  private static String asText(String key, Json value) {
    return switch (value) {
      case JsonString(String text) -> text;
      case JsonNumber number -> number.text();
      case JsonBool bool -> String.valueOf(bool.value());
      case Json _ -> throw wrong(key, "a text");
    };
  }

  private static BigDecimal asNumber(String key, Json value) {
    if (value instanceof JsonNumber(BigDecimal number)) {
      return number;
    }
    return JsonNumber.parse(asText(key, value).strip())
        .orElseThrow(() -> wrong(key, "a number"))
        .value();
  }

  private static InvalidInput wrong(String key, String wanted) {
    return new InvalidInput("The setting " + key + " must be " + wanted);
  }
}
