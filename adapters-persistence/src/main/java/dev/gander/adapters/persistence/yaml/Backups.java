package dev.gander.adapters.persistence.yaml;

import dev.gander.adapters.persistence.files.AtomicFile;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Older states of a file beside it, as goosed 1.26 keeps them: `NAME.bak` is the newest, then
/// `NAME.bak.1` to `NAME.bak.5`.
public final class Backups {
  private static final int OLDEST = 5;

  private final Path file;

  public Backups(Path file) {
    this.file = file;
  }

  /// The newest state that can be read; empty if there is none.
  public Optional<JsonObject> newestGood() throws IOException {
    for (int age = 0; age <= OLDEST; age++) {
      Optional<YamlDocument> found = document(age);
      if (found.isPresent()) {
        return found.map(YamlDocument::content);
      }
    }
    return Optional.empty();
  }

  /// Keeps a good state before it is replaced. One without data, or the same as the newest kept
  /// one, displaces nothing.
  void keep(YamlDocument document) throws IOException {
    boolean known = document(0).map(newest -> newest.text().equals(document.text())).orElse(false);
    if (known || document.content().isEmpty()) {
      return;
    }
    for (int age = OLDEST; age > 0; age--) {
      if (Files.exists(path(age - 1))) {
        Files.move(path(age - 1), path(age), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    AtomicFile.write(
        path(0), document.text().getBytes(StandardCharsets.UTF_8), AtomicFile.Access.OWNER);
  }

  private Optional<YamlDocument> document(int age) throws IOException {
    if (!Files.isRegularFile(path(age))) {
      return Optional.empty();
    }
    try {
      return Optional.of(YamlDocument.parse(Files.readAllBytes(path(age))))
          .filter(document -> document.isMap() && !document.content().isEmpty());
    } catch (YamlSyntaxException _) {
      return Optional.empty();
    }
  }

  private Path path(int age) {
    return file.resolveSibling(file.getFileName() + ".bak" + (age == 0 ? "" : "." + age));
  }
}
