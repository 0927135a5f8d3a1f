package dev.gander.domain.imports;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonDepth;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The text that somebody imports: one JSON value, or one on each line. A byte order mark before
/// it, as some editors write it, is no part of it. Not for use by several threads.
public final class ImportDocument {
  // An export wraps what a line holds some levels deeper, and must be importable too.
  private static final int DEPTH_OF_LINES = JsonDepth.OF_GOOSE - 8;

  private final String text;
  private final Function<String, Json> parser;
  private @Nullable Json whole;

  /// @param parser reads exactly one JSON value, or throws [InvalidInput]
  public ImportDocument(String text, Function<String, Json> parser) {
    this.text = (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    this.parser = parser;
  }

  /// The whole text as one value.
  ///
  /// @throws InvalidInput if it is none, or nested deeper than goose reads
  Json whole() {
    if (whole == null) {
      Json value = parser.apply(text);
      if (JsonDepth.exceeds(JsonDepth.OF_GOOSE, value)) {
        throw new InvalidInput("recursion limit exceeded");
      }
      whole = value;
    }
    return whole;
  }

  /// The whole text, if it is an object.
  Optional<JsonObject> wholeObject() {
    try {
      return object(whole());
    } catch (InvalidInput _) {
      return Optional.empty();
    }
  }

  /// The objects that the first `count` lines hold, as [#lines()].
  List<JsonObject> head(int count) {
    return filledLines().limit(count).flatMap(line -> line(line).stream()).toList();
  }

  /// The objects that the lines hold, one each, read as they are asked for. Damaged lines are left
  /// out: the writer of a transcript may have been stopped within one.
  Stream<JsonObject> lines() {
    return filledLines().flatMap(line -> line(line).stream());
  }

  /// A value that stands as a text within another one; empty if it is no JSON.
  Optional<Json> embedded(String json) {
    try {
      return Optional.of(parser.apply(json))
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
