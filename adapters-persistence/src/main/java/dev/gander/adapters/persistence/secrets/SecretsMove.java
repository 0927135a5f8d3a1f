package dev.gander.adapters.persistence.secrets;

import dev.gander.adapters.persistence.yaml.YamlFile;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonObject;
import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Moves all secrets of one file to another. The first is removed when they have been read back
/// from the second; until then, whatever happens, they are in the first. What the second has under
/// the same names is older, and is kept in a copy beside it.
record SecretsMove(YamlFile from, YamlFile to) {
  private static final System.Logger LOG = System.getLogger(SecretsMove.class.getName());

  /// False if there is nothing to move.
  ///
  /// @throws StorageException if either file cannot be used; the first is still there
  boolean run() {
    try {
      return Files.exists(from.path()) && YamlFile.lockOf(from.path()).hold(this::runAlone);
    } catch (IOException e) {
      throw new StorageException(
          "the secrets in %s cannot be moved to %s: %s".formatted(from.path(), to.path(), e), e);
    }
  }

  private boolean runAlone() throws IOException {
    if (!Files.exists(from.path())) {
      return false;
    }
    JsonObject moved = from.read();
    keepWhatDiffers(moved);
    to.takeIn(from);
    requireIn(to, moved);
    delete(from.path());
    LOG.log(Level.INFO, "the secrets in {0} are in {1} now", from.path(), to.path());
    return true;
  }

  /// @throws StorageException if any is missing or another
  static void requireIn(YamlFile file, JsonObject secrets) {
    JsonObject found = file.read();
    secrets
        .members()
        .forEach(
            (name, secret) -> {
              if (!secret.equals(found.get(name))) {
                throw new StorageException(
                    name + " is not in " + file.path() + " although it was written", null);
              }
            });
  }

  private void keepWhatDiffers(JsonObject moved) throws IOException {
    JsonObject here = to.read();
    boolean differs =
        here.members().entrySet().stream()
            .anyMatch(
                entry ->
                    moved.members().containsKey(entry.getKey())
                        && !entry.getValue().equals(moved.get(entry.getKey())));
    if (differs) {
      Path copy = copy(to.path());
      LOG.log(
          Level.WARNING,
          "{0} has other values of some secrets than {1}, which are newer; the old ones are in {2}",
          to.path(),
          from.path(),
          copy);
    }
  }

  private static Path copy(Path file) throws IOException {
    for (int number = 1; ; number++) {
      Path copy = file.resolveSibling(file.getFileName() + ".old." + number);
      try {
        PrivateFiles.create(copy, Files.readAllBytes(file));
        return copy;
      } catch (FileAlreadyExistsException _) {
        // Of an earlier move.
      }
    }
  }

  /// A link and what it leads to: the secrets are there.
  static void delete(Path file) throws IOException {
    Files.deleteIfExists(AtomicFile.followLinks(file));
    Files.deleteIfExists(file);
  }
}
