package dev.gander.adapters.persistence.providers;

import dev.gander.adapters.persistence.files.FileStamp;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file with one declaration, as last read. Any thread.
final class DeclarationFile {
  private static final System.Logger LOG = System.getLogger(DeclarationFile.class.getName());
  private static final long LARGEST = 10L * 1024 * 1024;

  private final Path path;
  private final Set<String> engines;
  private volatile @Nullable State state;

  DeclarationFile(Path path, Set<String> engines) {
    this.path = path;
    this.engines = engines;
  }

  /// @param problem null for a file that is usable or missing
  private record State(
      FileStamp stamp, @Nullable ProviderDeclaration content, @Nullable String problem) {}

  /// Empty if the file is missing.
  ///
  /// @throws StorageException if it is broken, with line and column, or cannot be read
  Optional<ProviderDeclaration> read() {
    State now = current();
    if (now.problem() != null) {
      throw new StorageException(now.problem(), null);
    }
    return Optional.ofNullable(now.content());
  }

  /// Also empty if the file is broken, which is logged once for each of its states.
  Optional<ProviderDeclaration> readIfPossible() {
    State before = state;
    State now = current();
    if (now.problem() != null && !now.equals(before)) {
      LOG.log(Level.WARNING, "{0}; this provider is left out until it is mended", now.problem());
    }
    return Optional.ofNullable(now.content());
  }

  private State current() {
    State known = state;
    try {
      FileStamp stamp = FileStamp.of(path);
      if (known == null || !known.stamp().equals(stamp)) {
        known = load(stamp);
        state = known;
      }
      return known;
    } catch (IOException e) {
      return new State(FileStamp.MISSING, null, describe(e));
    }
  }

  private State load(FileStamp stamp) throws IOException {
    if (stamp.equals(FileStamp.MISSING)) {
      return new State(stamp, null, null);
    }
    if (stamp.size() > LARGEST) {
      return new State(stamp, null, path + " is too large for a provider");
    }
    try {
      ProviderDeclaration read = ProviderDeclaration.read(JsonText.parse(Files.readAllBytes(path)));
      read.dialect().engine().requireOneOf(engines);
      return new State(stamp, read, null);
    } catch (NoSuchFileException _) {
      return new State(FileStamp.MISSING, null, null);
    } catch (InvalidInput e) {
      return new State(stamp, null, path + " is broken: " + e.unquoted());
    }
  }

  private String describe(IOException e) {
    return path + " cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage();
  }
}
