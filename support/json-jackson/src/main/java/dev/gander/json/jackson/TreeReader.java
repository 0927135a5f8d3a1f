package dev.gander.json.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Builds trees from a parser's tokens, and rejects what Jackson accepts and goose does not.
final class TreeReader {
  /// Rejects half a surrogate pair in a string.
  static final TreeReader STRICT = new TreeReader(false);

  /// Replaces half a surrogate pair in a string with U+FFFD.
  static final TreeReader MENDING = new TreeReader(true);

  /// From this length on, in chars, the parser is not asked for a string as one array, which it
  /// would have to make for us.
  private static final int LONG = 4000;

  private final boolean mends;

  private TreeReader(boolean mends) {
    this.mends = mends;
  }

  Json read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw failure("EOF while parsing a value", parser);
    }
    return switch (token) {
      case START_OBJECT -> object(parser, _ -> {});
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new JsonString(text(parser));
      case VALUE_NUMBER_INT -> new JsonNumber(integer(parser));
      case VALUE_NUMBER_FLOAT -> new JsonNumber(decimal(parser));
      case VALUE_TRUE -> JsonBool.TRUE;
      case VALUE_FALSE -> JsonBool.FALSE;
      case VALUE_NULL -> JsonNull.NULL;
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw failure("unexpected " + token, parser);
    };
  }

  Json document(JsonParser parser, Consumer<String> repeated) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return read(parser);
    }
    Set<String> names = new HashSet<>();
    return object(
        parser,
        name -> {
          if (!names.add(name)) {
            repeated.accept(name);
          }
        });
  }

  private JsonObject object(JsonParser parser, Consumer<String> seen) throws IOException {
    JsonObject.Builder members = JsonObject.builder();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = text(parser);
      seen.accept(name);
      parser.nextToken();
      members.put(name, read(parser));
    }
    return members.build();
  }

  private JsonArray array(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return new JsonArray(items);
  }

  /// goose rejects a number beyond the range of a double: once stored, it would make the whole text
  /// unreadable.
  private static BigDecimal inRange(BigDecimal number, JsonParser parser) {
    if (Double.isInfinite(number.doubleValue())) {
      throw failure("number out of range", parser);
    }
    return number;
  }

  private static BigDecimal decimal(JsonParser parser) throws IOException {
    try {
      return inRange(parser.getDecimalValue(), parser);
    } catch (NumberFormatException _) {
      // The parser passes an exponent with too many digits through to BigDecimal.
      throw failure("number out of range", parser);
    }
  }

  private static BigDecimal integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> BigDecimal.valueOf(parser.getLongValue());
      default -> inRange(new BigDecimal(parser.getBigIntegerValue()), parser);
    };
  }

  String text(JsonParser parser) throws IOException {
    if (parser.getTextLength() >= LONG) {
      return longText(parser);
    }
    // The parser's own array: reading the characters of a String one by one is slower.
    char[] text = parser.getTextCharacters();
    int begin = parser.getTextOffset();
    if (LoneHalves.find(text, begin, begin + parser.getTextLength())) {
      requireMending(parser);
      return LoneHalves.replaced(parser.getText(), '\uFFFD');
    }
    return parser.getText();
  }

  /// What is mended was UTF-8: only an escape can have brought half a pair.
  private String longText(JsonParser parser) throws IOException {
    String text = parser.getText();
    if (mends && parser instanceof LongStringParser known && !known.metEscapedHalf()) {
      return text;
    }
    if (LoneHalves.find(text)) {
      requireMending(parser);
      return LoneHalves.replaced(text, '\uFFFD');
    }
    return text;
  }

  private void requireMending(JsonParser parser) {
    if (!mends) {
      throw failure("lone surrogate in a string", parser);
    }
  }

  static JsonSyntaxException failure(String problem, JsonParser parser) {
    return new JsonSyntaxException(
        problem,
        parser.currentTokenLocation().getLineNr(),
        parser.currentTokenLocation().getColumnNr());
  }
}
