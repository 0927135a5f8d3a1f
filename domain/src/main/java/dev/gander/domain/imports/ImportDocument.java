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

/// The text that somebody imports: one JSON value, or one on each line. A byte order mark before
/// it, as some editors write it, is no part of it. Not for use by several threads.
public final class ImportDocument {
  // An export wraps what a line holds some levels deeper, and must be importable too.
  private static final int DEPTH_OF_LINES = JsonDepth.OF_GOOSE - 8;

  /// The member of an export that may be too long to be held.
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

  /// The whole text as one value, but for its conversation.
  ///
  /// @throws InvalidInput if it is none, or nested deeper than goose reads
  Json whole() {
    return split().rest();
  }

  /// The items of [#CONVERSATION], read as they are asked for; empty if that is no array. What is
  /// wrong with one is told when it is asked for; [#shallow] is for its reader to call.
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

  /// @param above how many levels the value is inside others
  /// @throws InvalidInput if it is nested deeper than goose reads
  static Json shallow(Json value, int above) {
    if (JsonDepth.exceeds(JsonDepth.OF_GOOSE - above, value)) {
      throw new InvalidInput("recursion limit exceeded");
    }
    return value;
  }

  /// The whole text, if it is an object, but for its conversation.
  public Optional<JsonObject> wholeObject() {
    try {
      return object(whole());
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  /// The object that the first line holds which is not blank; empty if it holds none.
  public Optional<JsonObject> first() {
    if (first == null) {
      first = head(1);
    }
    return first.stream().findFirst();
  }

  /// The objects that the first `count` lines hold, as [#lines()].
  public List<JsonObject> head(int count) {
    return filledLines().limit(count).flatMap(line -> line(line).stream()).toList();
  }

  /// The objects that the lines hold, one each, read as they are asked for. Damaged lines are left
  /// out: the writer of a transcript may have been stopped within one.
  public Stream<JsonObject> lines() {
    return filledLines().flatMap(line -> line(line).stream());
  }

  /// A value that stands as a text within another one; empty if it is no JSON.
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
    // One line is the whole text: an export may be large, and is not read twice.
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
