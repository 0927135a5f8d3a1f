package dev.gander.adapters.persistence.files;

import dev.gander.domain.error.StorageException;
import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A file that several processes read and replace under one lock.
public final class SharedFile {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// In bytes: enough for a hundred thousand jobs.
  private static final long LARGEST = 64 * 1024 * 1024;

  private final Path file;
  private final LockFile lock;

  public SharedFile(Path file) {
    this(file, lockOf(file));
  }

  /// @param lock for several files
  public SharedFile(Path file, LockFile lock) {
    this.file = file;
    this.lock = lock;
  }

  public static LockFile lockOf(Path file) {
    return LockFile.beside(file, PATIENCE);
  }

  public Path path() {
    return file;
  }

  /// Empty if the file is missing.
  public Optional<byte[]> bytes() throws IOException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException("it is larger than 64 MiB");
      }
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// For the holder of the lock.
  public void write(byte[] content) throws IOException {
    Files.createDirectories(PrivateFiles.folderOf(file));
    AtomicFile.write(file, content, AtomicFile.Access.USUAL);
    AtomicFile.removeLeftovers(file);
  }

  /// Runs work under the lock.
  ///
  /// @throws StorageException if the work throws an [IOException], or another program keeps the
  ///   lock
  public <T> T locked(LockFile.Work<T> work) {
    try {
      return lock.hold(work);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /// Runs work that reads the file without the lock: it is always whole.
  public <T> T reading(LockFile.Work<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  public StorageException broken(String problem) {
    return new StorageException(file + " is broken: " + problem, null);
  }

  private StorageException unusable(IOException e) {
    return new StorageException(
        file + " cannot be used: " + e.getClass().getSimpleName() + " " + e.getMessage(), e);
  }
}
