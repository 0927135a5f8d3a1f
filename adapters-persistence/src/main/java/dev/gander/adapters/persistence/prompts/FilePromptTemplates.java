package dev.gander.adapters.persistence.prompts;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.prompt.PromptTemplates;
import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The user's templates in a folder, which take precedence over the built-in ones. New files apply
/// at once.
public final class FilePromptTemplates implements PromptTemplates {
  private final Path folder;
  private final Map<PromptName, String> builtIn = new ConcurrentHashMap<>();

  /// @param folder `prompts` in the configuration folder; need not exist
  public FilePromptTemplates(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<String> own(PromptName name) {
    Path file = file(name);
    // Usually there is none, and exceptions are slow.
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(file, "read", e);
    }
  }

  @Override
  public void save(PromptName name, String text) {
    Path file = file(name);
    try {
      Files.createDirectories(folder);
      AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), AtomicFile.Access.USUAL);
    } catch (IOException e) {
      throw unusable(file, "written", e);
    }
  }

  @Override
  public void reset(PromptName name) {
    Path file = file(name);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw unusable(file, "removed", e);
    }
  }

  @Override
  public String builtIn(PromptName name) {
    return builtIn.computeIfAbsent(name, FilePromptTemplates::resource);
  }

  private Path file(PromptName name) {
    return folder.resolve(name.fileName());
  }

  private static StorageException unusable(Path file, String done, IOException e) {
    return new StorageException(
        "The prompt "
            + file
            + " cannot be "
            + done
            + ": "
            + e.getClass().getSimpleName()
            + " "
            + e.getMessage(),
        e);
  }

  private static String resource(PromptName name) {
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
