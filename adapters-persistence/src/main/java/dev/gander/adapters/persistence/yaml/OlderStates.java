package dev.gander.adapters.persistence.yaml;

import dev.gander.domain.json.JsonObject;
import dev.gander.files.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Older states of a file, kept beside it as goosed 1.26 does: `NAME.bak` is the newest, then
/// `NAME.bak.1` to `NAME.bak.5`.
public final class OlderStates {
  private static final int OLDEST = 5;

  private final Path file;

  public OlderStates(Path file) {
    this.file = file;
  }

  /// The newest readable state; empty if there is none.
  public Optional<JsonObject> newestGood() throws IOException {
    return newest().map(YamlDocument::content);
  }

  Optional<YamlDocument> newest() throws IOException {
    for (int age = 0; age <= OLDEST; age++) {
      Optional<YamlDocument> found = document(age);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /// Keeps a state as [#put] does, unless it is empty: an empty one displaces no data.
  void keep(YamlDocument document) throws IOException {
    if (!document.content().isEmpty()) {
      put(document);
    }
  }

  /// Makes a good state the newest kept one, if it is not already, and returns its file.
  Path put(YamlDocument document) throws IOException {
    Path newest = path(0);
    if (document(0).map(kept -> kept.text().equals(document.text())).orElse(false)) {
      return newest;
    }
    for (int age = OLDEST; age > 0; age--) {
      if (Files.exists(path(age - 1))) {
        Files.move(path(age - 1), path(age), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    AtomicFile.write(
        newest, document.text().getBytes(StandardCharsets.UTF_8), AtomicFile.Access.OWNER);
    return newest;
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
