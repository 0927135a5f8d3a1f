package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/// What an unquoted word means: YAML 1.2, with goose's difference that `007` is a text.
final class PlainScalar {
  private static final Pattern INTEGER = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
  private static final Pattern OTHER_BASE = Pattern.compile("[-+]?0(x[0-9a-fA-F]+|o[0-7]+)");
  private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern NO_NUMBER =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private PlainScalar() {}

  static Json read(String word) {
    return switch (word) {
      case "", "~", "null", "Null", "NULL" -> JsonNull.NULL;
      case "true", "True", "TRUE" -> Json.of(true);
      case "false", "False", "FALSE" -> Json.of(false);
      default -> number(word);
    };
  }

  private static Json number(String word) {
    if (INTEGER.matcher(word).matches()) {
      return new JsonNumber(new BigDecimal(word));
    }
    if (OTHER_BASE.matcher(word).matches()) {
      return new JsonNumber(new BigDecimal(otherBase(word)));
    }
    if (REAL.matcher(word).matches() && !LEADING_ZERO.matcher(word).matches()) {
      return new JsonNumber(new BigDecimal(word));
    }
    // JSON has no infinity.
    return NO_NUMBER.matcher(word).matches() ? JsonNull.NULL : Json.of(word);
  }

  private static BigInteger otherBase(String word) {
    int base = word.contains("x") ? 16 : 8;
    BigInteger value = new BigInteger(word.substring(word.indexOf('0') + 2), base);
    return word.startsWith("-") ? value.negate() : value;
  }
}
