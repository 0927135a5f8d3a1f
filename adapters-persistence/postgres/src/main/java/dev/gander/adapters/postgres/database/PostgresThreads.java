package dev.gander.adapters.postgres.database;

import dev.gander.domain.error.StorageException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The platform threads that talk to the database, one for each connection: an interrupt closes the
/// socket under a virtual thread, and nobody would know what became of a write. Callers wait even
/// when they are interrupted; their interrupt flag stays set.
final class PostgresThreads {
  private static final int END_SECONDS = 5;

  private final DatabaseAddress address;
  private final ExecutorService threads;

  PostgresThreads(DatabaseAddress address, int count) {
    this.address = address;
    threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().name("postgres", 1).daemon().factory());
  }

  <T extends @Nullable Object> T run(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    try {
      threads.execute(() -> complete(result, work));
    } catch (RejectedExecutionException e) {
      throw new StorageException(address.title() + " is closed", e);
    }
    try {
      // Waits through interrupts, and leaves the flag set.
      return result.join();
    } catch (CompletionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private static <T extends @Nullable Object> void complete(
      CompletableFuture<T> result, Callable<T> work) {
    try {
      result.complete(work.call());
    } catch (Throwable e) {
      result.completeExceptionally(e); // thrown where the result is awaited
    }
  }

  private RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case RuntimeException known -> known;
      case Error error -> throw error;
      default -> PostgresFailure.of(address, cause);
    };
  }

  void end() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
