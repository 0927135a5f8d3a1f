package dev.gander.adapters.persistence.files;

import dev.gander.files.AtomicFile;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An exclusive lock on a file beside the data, against other threads and programs. The data file
/// itself cannot carry it, since each write puts a new file in its place.
public final class LockFile {
  private static final long RETRY_MILLIS = 10;

  private final Places places;
  private final Duration patience;
  private final ReentrantLock threads = new ReentrantLock();

  /// @param patience how long to wait for another program
  public LockFile(Path file, Duration patience) {
    this(() -> List.of(file), patience);
  }

  private LockFile(Places places, Duration patience) {
    this.places = places;
    this.patience = patience;
  }

  /// The lock `NAME.lock` of a file that may be a symbolic link. It is taken beside the link, where
  /// other programs look, and then beside the link's target, where programs look that reach it by
  /// another link.
  public static LockFile beside(Path data, Duration patience) {
    return new LockFile(
        () ->
            Stream.of(data, AtomicFile.followLinks(data))
                .map(file -> file.resolveSibling(file.getFileName() + ".lock"))
                .distinct()
                .toList(),
        patience);
  }

  /// Evaluated each time: a file may become a link.
  @FunctionalInterface
  private interface Places {
    List<Path> now() throws IOException;
  }

  /// Work that runs while the lock is held.
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /// Runs work under the lock. The work of an interrupted thread runs too, and the thread stays
  /// interrupted: a cancelled turn must still be able to store its data, and Java's channels would
  /// break off otherwise.
  ///
  /// @throws IOException if another program keeps the lock, or from the work itself
  public <T extends @Nullable Object> T hold(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    threads.lock();
    try {
      return hold(places.now(), System.nanoTime() + patience.toNanos(), work);
    } finally {
      threads.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T extends @Nullable Object> T hold(List<Path> files, long deadline, Work<T> work)
      throws IOException {
    if (files.isEmpty()) {
      return work.run();
    }
    try (Held _ = acquire(files.getFirst(), deadline)) {
      return hold(files.subList(1, files.size()), deadline, work);
    }
  }

  /// A lock that is held until it is closed.
  public interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /// Takes the lock of a file without waiting, for as long as the caller likes.
  ///
  /// @return empty if somebody has it, this program included
  public static Optional<Held> tryTake(Path file) throws IOException {
    Files.createDirectories(PrivateFiles.folderOf(file));
    return tryAcquire(file);
  }

  private static Held acquire(Path file, long deadline) throws IOException {
    Path folder = PrivateFiles.folderOf(file);
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
    while (true) {
      Optional<Held> held = tryAcquire(file);
      if (held.isPresent()) {
        return held.get();
      }
      if (System.nanoTime() > deadline) {
        throw new IOException("another program keeps " + file + " locked");
      }
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a lock", e);
    }
  }

  /// Takes the lock without waiting; creates its file.
  public static Optional<Held> tryAcquire(Path file) throws IOException {
    if (Native.FLOCK.isPresent()) {
      Flock flock = Native.FLOCK.get();
      return flock.tryLock(file).map(descriptor -> () -> flock.unlock(descriptor));
    }
    return tryChannel(file);
  }

  private static Optional<Held> tryChannel(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      locked = lock != null;
      return locked ? Optional.of(channel::close) : Optional.empty();
    } catch (OverlappingFileLockException _) {
      return Optional.empty();
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  /// Loaded when the first lock is taken, so that it does not slow down the start.
  private static final class Native {
    static final Optional<Flock> FLOCK = Flock.find();
  }
}
