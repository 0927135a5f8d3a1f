package dev.gander.adapters.persistence.sqlite;

import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The threads that call SQLite. Such a call occupies the carrier of a virtual thread. Whoever is
/// the only caller makes it all the same, since waking another thread would take longer than most
/// calls; those who come meanwhile wait for platform threads: one that writes and some that read.
/// Callers wait even when they are interrupted; their interrupt flag stays set.
final class DatabaseThreads {
  private static final System.Logger LOG = System.getLogger(DatabaseThreads.class.getName());

  /// Beside the one that may read on its own thread.
  private static final int READERS = 2;

  private static final int SOON_MILLIS = 500;
  private static final int END_SECONDS = 5;

  private final DatabaseFile file;
  private final Function<Throwable, RuntimeException> failures;
  private final ExecutorService writing;
  private final ExecutorService reading;
  private final AtomicInteger callers = new AtomicInteger();

  /// Of the one caller that reads on its own thread.
  private final Semaphore ownRead = new Semaphore(1);

  /// Held by whoever writes, on whatever thread. Fair, or the writing thread would take it again
  /// and again before [#soon] gets it.
  private final ReentrantLock pen = new ReentrantLock(true);

  private volatile boolean ended;

  /// @param failures turns what work throws into what its caller gets
  DatabaseThreads(DatabaseFile file, Function<Throwable, RuntimeException> failures) {
    this.file = file;
    this.failures = failures;
    writing = Executors.newSingleThreadExecutor(threads("writer"));
    reading = Executors.newFixedThreadPool(READERS, threads("reader"));
  }

  <T extends @Nullable Object> T read(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    boolean isAlone = callers.getAndIncrement() == 0;
    try {
      if (isAlone && ownRead.tryAcquire()) {
        here(task, ownRead::release);
      } else {
        execute(reading, task);
      }
      return await(task);
    } finally {
      callers.getAndDecrement();
    }
  }

  /// Runs work that may have to wait as a write on the platform thread, which nobody interrupts.
  <T extends @Nullable Object> T writeApart(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    execute(writing, () -> withPen(task));
    return await(task);
  }

  /// Runs work as a write, and waits for the result that it or another such work completes.
  <T extends @Nullable Object> T write(Runnable work, Future<T> result) {
    boolean isAlone = callers.getAndIncrement() == 0;
    try {
      if (isAlone && pen.tryLock()) {
        here(work, pen::unlock);
      } else {
        execute(writing, () -> withPen(work));
      }
      return await(result);
    } finally {
      callers.getAndDecrement();
    }
  }

  /// Runs quick work as a write would, on the calling thread; empty if a write takes long.
  <T> Optional<T> soon(Callable<Optional<T>> quick) {
    try {
      if (!pen.tryLock(SOON_MILLIS, TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    return withPenHeld(quick);
  }

  /// Like [#soon], but waits for no write; empty within one, too.
  <T> Optional<T> atOnce(Callable<Optional<T>> quick) {
    return !pen.isHeldByCurrentThread() && pen.tryLock() ? withPenHeld(quick) : Optional.empty();
  }

  private <T> Optional<T> withPenHeld(Callable<Optional<T>> quick) {
    FutureTask<Optional<T>> task = new FutureTask<>(quick);
    here(task, pen::unlock);
    return await(task);
  }

  private void withPen(Runnable work) {
    pen.lock();
    try {
      work.run();
    } finally {
      pen.unlock();
    }
  }

  /// Runs work on the calling thread as if that were not interrupted, since others may depend on
  /// it.
  ///
  /// @param release gives back what was taken for it
  private void here(Runnable work, Runnable release) {
    boolean interrupted = Thread.interrupted();
    try {
      if (ended) {
        throw closed(null);
      }
      work.run();
    } finally {
      release.run();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void execute(ExecutorService executor, Runnable work) {
    try {
      executor.execute(work);
    } catch (RejectedExecutionException e) {
      throw closed(e);
    }
  }

  private StorageException closed(@Nullable Exception cause) {
    return new StorageException(file.title() + " is closed", cause);
  }

  private <T extends @Nullable Object> T await(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw failures.apply(e.getCause() == null ? e : e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Waits for the work in progress, then runs `last` as a write. Call once.
  void end(Runnable last) {
    ended = true;
    reading.shutdown();
    writing.execute(() -> withPen(last));
    writing.shutdown();
    awaitEnd(reading);
    awaitEnd(writing);
    awaitOwnRead();
  }

  private void awaitOwnRead() {
    try {
      if (!ownRead.tryAcquire(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.DEBUG, "{0} is still being read", file.path());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEnd(ExecutorService executor) {
    try {
      if (!executor.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException _) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /// Numbered here: if the JDK does that, it makes a class for it, a fiftieth of a start.
  private ThreadFactory threads(String work) {
    String name = file.path().getFileName() + "-" + work;
    var made = new AtomicInteger();
    return task -> Thread.ofPlatform().name(name + made.incrementAndGet()).daemon().unstarted(task);
  }
}
