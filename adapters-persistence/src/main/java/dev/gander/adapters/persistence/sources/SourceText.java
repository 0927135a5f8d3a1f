package dev.gander.adapters.persistence.sources;

import dev.gander.adapters.persistence.yaml.YamlText;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads source files, none of which may be larger than a mebibyte: the working folder may hold
/// anything.
final class SourceText {
  private static final long MOST_BYTES = 1 << 20;

  private SourceText() {}

  /// @throws UnreadableSource if it is no text in UTF-8, or too large
  static String read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new UnreadableSource(file + " is too large", null);
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new UnreadableSource(file + " cannot be read", e);
    }
  }

  /// The map that a text says, which may be JSON; empty if it is something else.
  ///
  /// @throws UnreadableSource if it is no YAML
  static JsonObject yaml(String text) {
    try {
      return YamlText.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (InvalidInput e) {
      throw new UnreadableSource(e.text(), e);
    }
  }
}
