package dev.gander.adapters.persistence.schedules;

import dev.gander.adapters.persistence.yaml.YamlText;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the file of a scheduled recipe.
public final class RecipeText {
  private static final long MOST_BYTES = 10 * 1024 * 1024;

  private RecipeText() {}

  /// @throws StorageException if it cannot be read, or is too large
  /// @throws dev.gander.domain.error.InvalidInput if it is neither YAML nor JSON
  public static Json read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new StorageException(file + " is no file, or too large", null);
      }
      return YamlText.parse(Files.readString(file));
    } catch (IOException e) {
      throw new StorageException(
          file + " cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
    }
  }
}
