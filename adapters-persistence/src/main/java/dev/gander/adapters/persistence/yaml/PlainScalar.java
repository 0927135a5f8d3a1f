package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonString;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/// The meaning of an unquoted word: YAML 1.2, except that, as in goose, `007` and a number too
/// large for a double are strings.
final class PlainScalar {
  private static final Pattern OTHER_BASE = Pattern.compile("[-+]?0(x[0-9a-fA-F]+|o[0-7]+)");
  private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]+");
  private static final Pattern REAL =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern AMBIGUOUS = Pattern.compile("[-+]?0[0-9b_.].*");
  private static final Pattern NO_NUMBER =
      Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  /// Leading zeros aside, a number with more digits in base 8 or 16 is too large for a double.
  private static final int MOST_DIGITS = 400;

  private PlainScalar() {}

  static Json read(String word) {
    return switch (word) {
      case "", "~", "null", "Null", "NULL" -> JsonNull.NULL;
      case "true", "True", "TRUE" -> Json.of(true);
      case "false", "False", "FALSE" -> Json.of(false);
      default -> number(word);
    };
  }

  /// Whether a word is read as a string here and in other programs, which recognise more numbers
  /// and merge maps.
  static boolean isText(String word) {
    return !isNumeric(word)
        && !word.equals("<<")
        && !AMBIGUOUS.matcher(word).matches()
        && read(word) instanceof JsonString;
  }

  private static Json number(String word) {
    if (isNumeric(word)) {
      return value(word).<Json>map(number -> number).orElseGet(() -> Json.of(word));
    }
    // JSON has no infinity.
    return NO_NUMBER.matcher(word).matches() ? JsonNull.NULL : Json.of(word);
  }

  private static boolean isNumeric(String word) {
    return OTHER_BASE.matcher(word).matches()
        || (REAL.matcher(word).matches() && !LEADING_ZERO.matcher(word).matches());
  }

  private static Optional<JsonNumber> value(String word) {
    return OTHER_BASE.matcher(word).matches() ? otherBase(word) : JsonNumber.parse(word);
  }

  private static Optional<JsonNumber> otherBase(String word) {
    int base = word.contains("x") ? 16 : 8;
    String digits = word.substring(word.indexOf('0') + 2);
    if (digits.length() > MOST_DIGITS) {
      return Optional.empty();
    }
    BigInteger value = new BigInteger(digits, base);
    return JsonNumber.parse((word.startsWith("-") ? value.negate() : value).toString());
  }
}
