package dev.gander.adapters.persistence.sqlite;

import dev.gander.domain.error.StorageException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The platform threads that call SQLite: one that writes and some that read. Callers wait even
/// when they are interrupted; their interrupt flag stays set.
final class DatabaseThreads {
  private static final int READERS = 3;
  private static final int SOON_MILLIS = 500;
  private static final int END_SECONDS = 5;

  private final DatabaseFile file;
  private final Function<Throwable, RuntimeException> failures;
  private final ExecutorService writing;
  private final ExecutorService reading;

  /// @param failures turns what work throws into what its caller gets
  DatabaseThreads(DatabaseFile file, Function<Throwable, RuntimeException> failures) {
    this.file = file;
    this.failures = failures;
    writing = Executors.newSingleThreadExecutor(threads("writer"));
    reading = Executors.newFixedThreadPool(READERS, threads("reader"));
  }

  <T extends @Nullable Object> T read(Callable<T> work) {
    return await(submit(reading, work));
  }

  <T extends @Nullable Object> T write(Callable<T> work) {
    return await(submit(writing, work));
  }

  /// Runs work on the writing thread and waits for the result that it completes.
  <T extends @Nullable Object> T write(Runnable work, Future<T> result) {
    try {
      writing.execute(work);
    } catch (RejectedExecutionException e) {
      throw closed(e);
    }
    return await(result);
  }

  /// Runs quick work on the writing thread; empty if that is busy with something else.
  <T> Optional<T> soon(Callable<Optional<T>> quick) {
    Future<Optional<T>> future = submit(writing, quick);
    try {
      return future.get(SOON_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      future.cancel(false);
      return Optional.empty();
    } catch (InterruptedException _) {
      future.cancel(false);
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw failure(e);
    }
  }

  /// Waits for the work in progress, then runs `last` on the writing thread. Call once.
  void end(Runnable last) {
    reading.shutdown();
    writing.execute(last);
    writing.shutdown();
    awaitEnd(reading);
    awaitEnd(writing);
  }

  private <T extends @Nullable Object> Future<T> submit(
      ExecutorService executor, Callable<T> work) {
    try {
      return executor.submit(work);
    } catch (RejectedExecutionException e) {
      throw closed(e);
    }
  }

  private StorageException closed(RejectedExecutionException e) {
    return new StorageException(file.title() + " is closed", e);
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
      throw failure(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private RuntimeException failure(ExecutionException e) {
    return failures.apply(e.getCause() == null ? e : e.getCause());
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

  private ThreadFactory threads(String work) {
    String name = file.path().getFileName() + "-" + work;
    return Thread.ofPlatform().name(name, 1).daemon().factory();
  }
}
