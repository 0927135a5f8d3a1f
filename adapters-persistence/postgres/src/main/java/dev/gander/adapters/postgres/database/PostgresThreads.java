package dev.gander.adapters.postgres.database;

import dev.gander.domain.error.StorageException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The threads that talk to the database, as many at once as there are connections. They are
/// virtual, but nobody knows them to interrupt them: that would close the socket, and nobody would
/// know what became of a write. Callers wait even when they are interrupted; their interrupt flag
/// stays set.
final class PostgresThreads {
  private static final int END_SECONDS = 5;

  private final DatabaseAddress address;
  private final ExecutorService threads;
  private final Semaphore connections;

  PostgresThreads(DatabaseAddress address, int connections) {
    this.address = address;
    this.connections = new Semaphore(connections, true);
    // A platform thread would have to be woken for each statement, which costs a busy machine more
    // than the statement.
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("postgres ", 1).factory());
  }

  <T extends @Nullable Object> T run(Callable<T> work) {
    connections.acquireUninterruptibly();
    try {
      CompletableFuture<T> result = new CompletableFuture<>();
      threads.execute(() -> complete(result, work));
      // Waits through interrupts, and leaves the flag set.
      return result.join();
    } catch (RejectedExecutionException e) {
      throw new StorageException(address.title() + " is closed", e);
    } catch (CompletionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    } finally {
      connections.release();
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
