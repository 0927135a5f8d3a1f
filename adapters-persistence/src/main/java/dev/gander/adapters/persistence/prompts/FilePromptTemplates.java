package dev.gander.adapters.persistence.prompts;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// The user's templates in a folder, above the built-in ones. A file put there counts at once.
public final class FilePromptTemplates implements PromptTemplates {
  private final Path folder;

  /// @param folder `prompts` in the configuration folder; need not exist
  public FilePromptTemplates(Path folder) {
    this.folder = folder;
  }

  @Override
  public String text(PromptName name) {
    Path file = folder.resolve(name.fileName());
    try {
      return Files.readString(file);
    } catch (NoSuchFileException _) {
      return builtIn(name);
    } catch (IOException e) {
      throw new StorageException("The prompt " + file + " cannot be read", e);
    }
  }

  /// The text that comes with the program.
  public static String builtIn(PromptName name) {
    try (InputStream text = FilePromptTemplates.class.getResourceAsStream(name.fileName())) {
      if (text == null) {
        throw new IllegalStateException("the program lacks its prompt " + name.fileName());
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
