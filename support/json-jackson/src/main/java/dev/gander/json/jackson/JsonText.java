package dev.gander.json.jackson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.Separators;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads and writes JSON text. Reading is strict (RFC 8259, UTF-8 without byte order mark, no lone
/// surrogates); of duplicate members the last one wins; numbers must fit a double. Thread-safe.
public final class JsonText {
  private static final int DEPTH = 1000;
  private static final int HUGE = 4 * 1024 * 1024;
  private static final JsonFactory FACTORY =
      new LongStrings(
          new JsonFactoryBuilder()
              .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
              // The default pool keeps buffers per thread; most of our threads live for one
              // request.
              .recyclerPool(JsonRecyclerPools.sharedBoundedPool())
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength(Integer.MAX_VALUE)
                      .maxNestingDepth(DEPTH)
                      .build())
              .streamWriteConstraints(
                  StreamWriteConstraints.builder().maxNestingDepth(2 * DEPTH).build()));
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
    return parse(() -> parser(text), TreeReader.STRICT, _ -> {});
  }

  /// Reads what a model wrote: half a surrogate pair, as some services send in place of a cut
  /// character, becomes U+FFFD instead of costing the whole answer. In names of members it stays an
  /// error. The text must have been UTF-8: half a pair that is no escape is not looked for.
  ///
  /// @throws JsonSyntaxException if the text is not exactly one JSON value
  public static Json parseMending(String text) {
    return parse(() -> parser(text), TreeReader.MENDING, _ -> {});
  }

  /// The same for a text in pieces that follow each other, which are not joined first.
  ///
  /// @throws JsonSyntaxException if the text is not exactly one JSON value
  public static Json parseMending(List<String> pieces) {
    return parse(() -> parser(new JoinedTexts(pieces)), TreeReader.MENDING, _ -> {});
  }

  /// The same for UTF-8.
  ///
  /// @throws JsonSyntaxException if the bytes are not one JSON value in UTF-8
  public static Json parseMending(byte[] utf8) {
    return parse(() -> parser(reader(utf8)), TreeReader.MENDING, _ -> {});
  }

  interface Source {
    JsonParser open() throws IOException;
  }

  /// Reads from a parser that is positioned at the first token.
  interface Reading<T> {
    T from(JsonParser parser) throws IOException;
  }

  private static Json parse(Source source, TreeReader reader, Consumer<String> repeated) {
    return reading(source, parser -> reader.document(parser, repeated));
  }

  /// Reads a text and checks that nothing follows.
  static <T> T reading(Source source, Reading<T> reading) {
    return within(
        () -> {
          try (JsonParser parser = source.open()) {
            parser.nextToken();
            T value = reading.from(parser);
            if (parser.nextToken() != null) {
              throw TreeReader.failure("trailing characters", parser);
            }
            return value;
          }
        });
  }

  /// A step that reads from a parser.
  interface Step<T> {
    T take() throws IOException;
  }

  /// Translates the parser's exceptions into ours.
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

  /// Removes the start marker of an unfinished value from Jackson's message, since it describes the
  /// source.
  private static String withoutSource(String problem) {
    return problem.replaceAll(" \\(start marker at \\[Source: [^\\]]*]\\)", "");
  }

  /// @throws JsonSyntaxException if the bytes are not one JSON value in UTF-8
  public static Json parse(byte[] utf8) {
    return parse(() -> parser(reader(utf8)), TreeReader.STRICT, _ -> {});
  }

  /// Reads UTF-8 up to the end of the stream, which stays open. Also reports duplicate members of
  /// the outermost object.
  ///
  /// @throws JsonSyntaxException if the bytes are not one JSON value in UTF-8
  /// @throws UncheckedIOException if the stream fails
  public static Json parse(InputStream utf8, Consumer<String> repeated) {
    return parse(
        () -> parser(reader(utf8)).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE),
        TreeReader.STRICT,
        repeated);
  }

  private static Reader reader(byte[] utf8) {
    return reader(new ByteArrayInputStream(utf8));
  }

  /// Jackson's own decoder guesses the encoding and accepts more than UTF-8 allows. This one
  /// rejects invalid input, and decodes a long text as it is read.
  private static Reader reader(InputStream utf8) {
    return new InputStreamReader(utf8, StandardCharsets.UTF_8.newDecoder());
  }

  /// Whether these characters mean themselves inside of a string, each alone: none is a quotation
  /// mark, a backslash, a control character or half of a pair.
  public static boolean isPlain(String text, int begin, int end) {
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  /// What stands between the quotation marks of this text as a value.
  public static String escaped(String text) {
    if (isPlain(text, 0, text.length())) {
      return text;
    }
    String quoted = write(Json.of(text));
    return quoted.substring(1, quoted.length() - 1);
  }

  /// The value on one line without white space.
  public static String write(Json value) {
    try {
      Utf8Pieces text = new Utf8Pieces();
      write(value, text);
      return text.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The value on several lines, indented by two spaces.
  public static String pretty(Json value) {
    return new String(written(value, PRETTY), StandardCharsets.UTF_8);
  }

  /// The value as UTF-8 on one line.
  public static byte[] bytes(Json value) {
    return written(value, null);
  }

  /// The value as UTF-8 on one line, in one array, or several that follow each other if it is huge:
  /// then it is written once, for [#bytes(Json)] twice.
  public static List<byte[]> blocks(Json value) {
    return blocks(out -> write(value, out));
  }

  static List<byte[]> blocks(Writing writing) {
    try {
      GrowingBytes bytes = new GrowingBytes(Integer.MAX_VALUE);
      writing.to(bytes);
      return bytes.length() < HUGE ? List.of(bytes.toByteArray()) : bytes.toBlocks();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes the value as UTF-8 on one line; the stream stays open.
  public static void write(Json value, OutputStream out) throws IOException {
    write(out, null, generator -> TreeWriter.write(generator, value));
  }

  /// Writes an object on one line as UTF-8, with its member `name` replaced by an array that may be
  /// too long to hold in memory: items are requested one by one. The stream stays open.
  public static void write(
      JsonObject object, String name, Iterator<? extends Json> items, OutputStream out)
      throws IOException {
    write(out, null, generator -> TreeWriter.write(generator, object, name, items));
  }

  /// The same on several lines, indented by two spaces.
  public static void pretty(
      JsonObject object, String name, Iterator<? extends Json> items, OutputStream out)
      throws IOException {
    write(out, PRETTY, generator -> TreeWriter.write(generator, object, name, items));
  }

  private interface Content {
    void write(JsonGenerator generator) throws IOException;
  }

  private static byte[] written(Json value, @Nullable DefaultPrettyPrinter layout) {
    return collected(out -> write(out, layout, generator -> TreeWriter.write(generator, value)));
  }

  /// Writes the same each time.
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  /// What is written, which may be huge.
  static byte[] collected(Writing writing) {
    try {
      GrowingBytes bytes = new GrowingBytes(HUGE);
      writing.to(bytes);
      if (bytes.isHuge()) {
        bytes = GrowingBytes.ofLength(bytes.length());
        writing.to(bytes);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      OutputStream out, @Nullable DefaultPrettyPrinter layout, Content content) throws IOException {
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      generator.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      generator.setPrettyPrinter(layout == null ? null : layout.createInstance());
      content.write(generator);
    }
  }
}
