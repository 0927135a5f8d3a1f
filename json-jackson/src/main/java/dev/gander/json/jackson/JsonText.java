package dev.gander.json.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.Separators;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads and writes JSON text. Reading is strict (RFC 8259, UTF-8 without byte order mark, no half
/// surrogates); of a member that comes twice the last one counts; numbers fit a double. Threads
/// share it freely.
public final class JsonText {
  private static final int DEPTH = 1000;
  private static final int LONG_DIGITS = 19;
  private static final int USUAL_LENGTH = 512;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // The usual pool keeps buffers per thread, and most of our threads live for one request.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNestingDepth(DEPTH)
                  .build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(2 * DEPTH).build())
          .build();
  private static final DefaultPrettyPrinter PRETTY =
      new DefaultPrettyPrinter(
              new Separators(
                  "",
                  ':',
                  Separators.Spacing.AFTER,
                  ',',
                  Separators.Spacing.NONE,
                  "",
                  ',',
                  Separators.Spacing.NONE,
                  ""))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"))
          .withArrayIndenter(new DefaultIndenter("  ", "\n"));

  private JsonText() {}

  /// @throws JsonSyntaxException if the text is not exactly one JSON value
  public static Json parse(String text) {
    return parse(() -> parser(text), _ -> {});
  }

  interface Source {
    JsonParser open() throws IOException;
  }

  /// What is read from a parser that stands at the first token.
  interface Reading<T> {
    T from(JsonParser parser) throws IOException;
  }

  private static Json parse(Source source, Consumer<String> repeated) {
    return reading(source, parser -> readDocument(parser, repeated));
  }

  /// Reads a text that has to end behind what is read.
  static <T> T reading(Source source, Reading<T> reading) {
    return within(
        () -> {
          try (JsonParser parser = source.open()) {
            parser.nextToken();
            T value = reading.from(parser);
            if (parser.nextToken() != null) {
              throw failure("trailing characters", parser);
            }
            return value;
          }
        });
  }

  /// A step that reads from a parser.
  interface Step<T> {
    T take() throws IOException;
  }

  /// Says in our own words what the parser finds wrong.
  static <T> T within(Step<T> step) {
    try {
      return step.take();
    } catch (JsonParseException e) {
      throw new JsonSyntaxException(
          withoutSource(e.getOriginalMessage()),
          e.getLocation().getLineNr(),
          e.getLocation().getColumnNr());
    } catch (JsonProcessingException e) {
      throw new JsonSyntaxException(e.getOriginalMessage(), 0, 0);
    } catch (CharacterCodingException e) {
      throw new JsonSyntaxException("invalid UTF-8", 0, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonParser parser(String text) throws IOException {
    return FACTORY.createParser(text);
  }

  static JsonParser parser(Reader text) throws IOException {
    return FACTORY.createParser(text);
  }

  /// Jackson tells where an unfinished value began, and with it what it does not tell of the text.
  private static String withoutSource(String problem) {
    return problem.replaceAll(" \\(start marker at \\[Source: [^\\]]*]\\)", "");
  }

  /// @throws JsonSyntaxException if the bytes are not one JSON value in UTF-8
  public static Json parse(byte[] utf8) {
    return parse(utf8, _ -> {});
  }

  /// Also tells which members of the outermost object come more than once.
  ///
  /// @throws JsonSyntaxException if the bytes are not one JSON value in UTF-8
  public static Json parse(byte[] utf8, Consumer<String> repeated) {
    // Jackson's own decoder guesses the encoding and takes more than UTF-8 allows. This one refuses
    // what is wrong, and decodes a long text as it is read.
    Reader text =
        new InputStreamReader(new ByteArrayInputStream(utf8), StandardCharsets.UTF_8.newDecoder());
    return parse(() -> parser(text), repeated);
  }

  /// The value on one line without blanks.
  public static String write(Json value) {
    return written(value, null).toString(StandardCharsets.UTF_8);
  }

  /// The value over several lines, indented by two blanks.
  public static String pretty(Json value) {
    return written(value, PRETTY.createInstance()).toString(StandardCharsets.UTF_8);
  }

  /// The value in UTF-8 on one line.
  public static byte[] bytes(Json value) {
    return written(value, null).toByteArray();
  }

  /// Writes the value as UTF-8 on one line; the stream stays open.
  public static void write(Json value, OutputStream out) throws IOException {
    write(out, null, generator -> write(generator, value));
  }

  /// Writes an object on one line as UTF-8, with an array in place of its member `name` that may be
  /// too long to be held: each item is asked for when its turn comes. The stream stays open.
  public static void write(
      JsonObject object, String name, Iterator<? extends Json> items, OutputStream out)
      throws IOException {
    write(out, null, generator -> writeObject(generator, object, name, items));
  }

  /// The same over several lines, indented by two blanks.
  public static void pretty(
      JsonObject object, String name, Iterator<? extends Json> items, OutputStream out)
      throws IOException {
    write(out, PRETTY.createInstance(), generator -> writeObject(generator, object, name, items));
  }

  private interface Content {
    void write(JsonGenerator generator) throws IOException;
  }

  private static ByteArrayOutputStream written(Json value, @Nullable PrettyPrinter layout) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_LENGTH);
    try {
      write(bytes, layout, generator -> write(generator, value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  private static void write(OutputStream out, @Nullable PrettyPrinter layout, Content content)
      throws IOException {
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      generator.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      generator.setPrettyPrinter(layout);
      content.write(generator);
    }
  }

  static Json read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw failure("EOF while parsing a value", parser);
    }
    return switch (token) {
      case START_OBJECT -> readObject(parser, _ -> {});
      case START_ARRAY -> readArray(parser);
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

  private static Json readDocument(JsonParser parser, Consumer<String> repeated)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return read(parser);
    }
    Set<String> names = new HashSet<>();
    return readObject(
        parser,
        name -> {
          if (!names.add(name)) {
            repeated.accept(name);
          }
        });
  }

  private static JsonObject readObject(JsonParser parser, Consumer<String> seen)
      throws IOException {
    JsonObject.Builder object = JsonObject.builder();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = text(parser);
      seen.accept(name);
      parser.nextToken();
      object.put(name, read(parser));
    }
    return object.build();
  }

  private static JsonArray readArray(JsonParser parser) throws IOException {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return new JsonArray(items);
  }

  /// A number that is no double is none to goose: stored, it would hide the text that holds it.
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
      // The parser lets an exponent of too many digits through to BigDecimal.
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
    // The parser's own array: looking at the characters of a String one by one takes longer.
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

  private static JsonSyntaxException failure(String problem, JsonParser parser) {
    return new JsonSyntaxException(
        problem,
        parser.currentTokenLocation().getLineNr(),
        parser.currentTokenLocation().getColumnNr());
  }

  private static void write(JsonGenerator generator, Json value) throws IOException {
    switch (value) {
      case JsonObject object -> writeObject(generator, object);
      case JsonArray(List<Json> items) -> writeArray(generator, items.iterator());
      case JsonString(String text) -> writeText(generator, text);
      case JsonNumber(BigDecimal number) -> writeNumber(generator, number);
      case JsonBool bool -> generator.writeBoolean(bool.value());
      case JsonNull _ -> generator.writeNull();
    }
  }

  /// Half a surrogate pair, which a text that was cut may have, becomes a question mark.
  private static void writeText(JsonGenerator generator, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    generator.writeUTF8String(utf8, 0, utf8.length);
  }

  private static void writeNumber(JsonGenerator generator, BigDecimal number) throws IOException {
    if (number.scale() == 0 && number.precision() < LONG_DIGITS) {
      generator.writeNumber(number.longValue());
    } else {
      generator.writeNumber(number);
    }
  }

  private static void writeObject(JsonGenerator generator, JsonObject object) throws IOException {
    generator.writeStartObject();
    for (var member : object.members().entrySet()) {
      generator.writeFieldName(member.getKey());
      write(generator, member.getValue());
    }
    generator.writeEndObject();
  }

  private static void writeObject(
      JsonGenerator generator, JsonObject object, String name, Iterator<? extends Json> items)
      throws IOException {
    generator.writeStartObject();
    for (var member : object.members().entrySet()) {
      generator.writeFieldName(member.getKey());
      if (member.getKey().equals(name)) {
        writeArray(generator, items);
      } else {
        write(generator, member.getValue());
      }
    }
    generator.writeEndObject();
  }

  private static void writeArray(JsonGenerator generator, Iterator<? extends Json> items)
      throws IOException {
    generator.writeStartArray();
    while (items.hasNext()) {
      write(generator, items.next());
    }
    generator.writeEndArray();
  }
}
