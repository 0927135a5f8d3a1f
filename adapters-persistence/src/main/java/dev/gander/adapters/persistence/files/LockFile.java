package dev.gander.adapters.persistence.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An exclusive lock on a file beside the data, against threads and other programs. The data's own
/// file cannot carry it, since each write puts a new file in its place.
public final class LockFile {
  private static final long RETRY_MILLIS = 10;

  private final Path file;
  private final Duration patience;
  private final ReentrantLock threads = new ReentrantLock();

  /// @param patience how long to wait for another program
  public LockFile(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
  }

  /// Something to do while the lock is held.
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T run() throws IOException;
  }

  /// Does something alone. An interrupted thread does it too and stays interrupted: what a
  /// cancelled turn has to store is stored, and Java's channels would break off otherwise.
  ///
  /// @throws IOException if another program keeps the lock, and from the work itself
  public <T extends @Nullable Object> T hold(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    threads.lock();
    try (Held _ = acquire()) {
      return work.run();
    } finally {
      threads.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  private Held acquire() throws IOException {
    Files.createDirectories(PrivateFiles.folderOf(file));
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Held> held = tryAcquire();
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

  private Optional<Held> tryAcquire() throws IOException {
    if (Native.FLOCK.isPresent()) {
      Flock flock = Native.FLOCK.get();
      return flock.tryLock(file).map(descriptor -> () -> flock.unlock(descriptor));
    }
    return tryChannel();
  }

  private Optional<Held> tryChannel() throws IOException {
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

  /// Looked up when the first lock is taken: a start does not pay for it.
  private static final class Native {
    static final Optional<Flock> FLOCK = Flock.find();
  }
}
