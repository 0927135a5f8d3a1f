package dev.gander.domain.imports;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonDepth;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The text to import: one JSON value, or one per line. A leading byte order mark, as some editors
/// write it, is ignored. Not thread-safe.
public final class ImportDocument {
  // An export wraps the content of a line in a few more levels, and must itself be importable.
  private static final int DEPTH_OF_LINES = JsonDepth.OF_GOOSE - 8;

  /// The member of an export that may be too long to hold in memory.
  static final String CONVERSATION = "conversation";

  static final int INSIDE_CONVERSATION = 2;

  private final String text;
  private final JsonReader reader;
  private JsonReader.@Nullable Split whole;
  private @Nullable List<JsonObject> first;

  public ImportDocument(String text, JsonReader reader) {
    this.text = (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    this.reader = reader;
  }

  /// The whole text as one value, without its conversation.
  ///
  /// @throws InvalidInput if it is not a single value, or nested deeper than goose reads
  Json whole() {
    return split().rest();
  }

  /// The items of [#CONVERSATION], read on demand; empty if it is not an array. A malformed item
  /// fails when it is read; the caller must check its depth with [#shallow].
  Optional<Iterable<Json>> conversation() {
    return split().items();
  }

  private JsonReader.Split split() {
    if (whole == null) {
      JsonReader.Split read = reader.split(text, CONVERSATION);
      shallow(read.rest(), 0);
      whole = read;
    }
    return whole;
  }

  /// @param above the number of levels that enclose the value
  /// @throws InvalidInput if it is nested deeper than goose reads
  static Json shallow(Json value, int above) {
    if (JsonDepth.exceeds(JsonDepth.OF_GOOSE - above, value)) {
      throw new InvalidInput("recursion limit exceeded");
    }
    return value;
  }

  /// The whole text without its conversation, if it is an object.
  public Optional<JsonObject> wholeObject() {
    try {
      return object(whole());
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  /// The object on the first line that is not blank; empty if that line is not an object.
  public Optional<JsonObject> first() {
    if (first == null) {
      first = head(1);
    }
    return first.stream().findFirst();
  }

  /// The objects on the first `count` lines that are not blank, read as in [#lines()].
  public List<JsonObject> head(int count) {
    return filledLines().limit(count).flatMap(line -> line(line).stream()).toList();
  }

  /// The objects on the lines, one per line, read on demand. Damaged lines are skipped: the writer
  /// of a transcript may have been stopped in the middle of one.
  public Stream<JsonObject> lines() {
    return filledLines().flatMap(line -> line(line).stream());
  }

  /// Parses JSON that is embedded as a string in another value; empty if it is not JSON.
  public Optional<Json> embedded(String json) {
    try {
      return Optional.of(reader.parse(json))
          .filter(value -> !JsonDepth.exceeds(DEPTH_OF_LINES, value));
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  private Stream<String> filledLines() {
    return text.lines().filter(line -> !line.isBlank());
  }

  private Optional<JsonObject> line(String line) {
    // A single line is the whole text: an export may be large and must not be read twice.
    Optional<JsonObject> read =
        line.length() == text.length()
            ? wholeObject()
            : embedded(line).flatMap(ImportDocument::object);
    return read.or(
        () -> LoneSurrogates.mended(line).flatMap(this::embedded).flatMap(ImportDocument::object));
  }

  private static Optional<JsonObject> object(Json value) {
    return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }
}
