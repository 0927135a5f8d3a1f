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
  private TreeReader() {}

  static Json read(JsonParser parser) throws IOException {
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

  static Json document(JsonParser parser, Consumer<String> repeated) throws IOException {
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

  private static JsonObject object(JsonParser parser, Consumer<String> seen) throws IOException {
    JsonObject.Builder members = JsonObject.builder();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = text(parser);
      seen.accept(name);
      parser.nextToken();
      members.put(name, read(parser));
    }
    return members.build();
  }

  private static JsonArray array(JsonParser parser) throws IOException {
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

  static String text(JsonParser parser) throws IOException {
    // The parser's own array: reading the characters of a String one by one is slower.
    char[] text = parser.getTextCharacters();
    int end = parser.getTextOffset() + parser.getTextLength();
    for (int i = parser.getTextOffset(); i < end; i++) {
      if (Character.isSurrogate(text[i])) {
        if (!isPairAt(text, i, end)) {
          throw failure("lone surrogate in a string", parser);
        }
        i++;
      }
    }
    return parser.getText();
  }

  private static boolean isPairAt(char[] text, int i, int end) {
    return Character.isHighSurrogate(text[i])
        && i + 1 < end
        && Character.isLowSurrogate(text[i + 1]);
  }

  static JsonSyntaxException failure(String problem, JsonParser parser) {
    return new JsonSyntaxException(
        problem,
        parser.currentTokenLocation().getLineNr(),
        parser.currentTokenLocation().getColumnNr());
  }
}
