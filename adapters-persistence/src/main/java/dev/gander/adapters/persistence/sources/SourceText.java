package dev.gander.adapters.persistence.sources;

import dev.gander.adapters.persistence.yaml.YamlText;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads source files of up to one mebibyte: the working folder may contain anything.
final class SourceText {
  private static final long MOST_BYTES = 1 << 20;

  private SourceText() {}

  /// @throws UnreadableSource if it is not UTF-8 text, or too large
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

  /// The map in a YAML or JSON text; empty if it is something else.
  ///
  /// @throws UnreadableSource if it is not YAML
  static JsonObject yaml(String text) {
    try {
      return YamlText.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (InvalidInput e) {
      throw new UnreadableSource(e.text(), e);
    }
  }
}
