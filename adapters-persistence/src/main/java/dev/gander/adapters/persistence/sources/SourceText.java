package dev.gander.adapters.persistence.sources;

import dev.gander.adapters.persistence.yaml.YamlText;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads source files of up to one mebibyte: the working folder may contain anything.
final class SourceText {
  static final int MOST_BYTES = 1 << 20;

  private SourceText() {}

  /// @throws UnreadableSource if it is not a file of UTF-8 text, or too large
  static String read(Path file) {
    if (!Files.isRegularFile(file)) {
      // A device has no end, and a pipe no beginning.
      throw new UnreadableSource(file + " is not a file", null);
    }
    if (file.toFile().length() > MOST_BYTES) {
      throw new UnreadableSource(file + " is too large", null);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new UnreadableSource(file + " is too large", null);
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableSource(file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new UnreadableSource(file + " cannot be read", e);
    }
  }

  /// The map in a YAML or JSON text; empty if it is something else.
  ///
  /// @throws UnreadableSource if it is not YAML; its message quotes nothing of the text
  static JsonObject yaml(String text) {
    try {
      return YamlText.parse(text) instanceof JsonObject object ? object : JsonObject.EMPTY;
    } catch (InvalidInput e) {
      throw new UnreadableSource("the YAML is broken: " + e.unquoted(), e);
    }
  }
}
