package dev.gander.adapters.local.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Flushes a file to the disk while it is being written, so that its end does not have to wait for
/// all of it. One thread writes the file; another one, which a file of less than a step never
/// starts, flushes it.
final class EarlyFlush implements AutoCloseable {
  /// In bytes. A flush costs the file system an entry in its journal, and a large one keeps the
  /// writer waiting.
  static final long STEP = 8 << 20;

  private final Path file;
  private final Disk disk;
  private final Semaphore due = new Semaphore(0);
  private final FutureTask<@Nullable Void> work = new FutureTask<>(this::flush);
  private long asked;
  private boolean isStarted;
  private volatile boolean isWritten;
  private volatile boolean isClosed;

  /// @param written how much of the file is there already
  EarlyFlush(Path file, long written, Disk disk) {
    this.file = file;
    this.disk = disk;
    asked = written;
  }

  /// The file contains this much.
  ///
  /// @throws IOException if the disk did not take what was written before
  void advance(long upTo) throws IOException {
    if (upTo - asked < STEP) {
      return;
    }
    asked = upTo;
    if (work.state() == Future.State.FAILED) {
      throw failure(work.exceptionNow());
    }
    due.release();
    if (!isStarted) {
      isStarted = true;
      // The system blocks the thread, and virtual ones would have one fewer to run on.
      Thread.ofPlatform().daemon().name("flush of " + file.getFileName()).start(work);
    }
  }

  /// The file is about to be written from its beginning again.
  void restart() {
    asked = 0;
  }

  /// No more will be written. The rest is flushed while the caller does something else.
  void finish() {
    isWritten = true;
    due.release();
  }

  /// Returns when nothing is being flushed any more.
  ///
  /// @throws IOException if the disk did not take it: the system reports that once, to this thread
  ///   or to nobody
  void await() throws IOException, InterruptedException {
    finish();
    try {
      if (isStarted) {
        work.get();
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private @Nullable Void flush() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      boolean isLast;
      do {
        due.acquireUninterruptibly();
        due.drainPermits();
        if (isClosed) {
          return null;
        }
        // Before the flush: nothing is written once it is set.
        isLast = isWritten;
        disk.flush(channel);
      } while (!isLast);
      return null;
    }
  }

  private static IOException failure(@Nullable Throwable cause) {
    return cause instanceof IOException told ? told : new IOException("not flushed", cause);
  }

  /// Does not wait: what is being flushed may belong to a file that is gone.
  @Override
  public void close() {
    isClosed = true;
    due.release();
  }
}
