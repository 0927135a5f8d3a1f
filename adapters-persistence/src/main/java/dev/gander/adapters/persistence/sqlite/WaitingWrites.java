package dev.gander.adapters.persistence.sqlite;

import dev.gander.adapters.persistence.sql.Handle;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Work that waits to be written. Everything queued when somebody may write shares one transaction,
/// and so one wait for the disk, which is most of the time a write takes. If the transaction fails,
/// each piece gets its own: no piece fails because of another. So a piece may run twice, the first
/// time without effect.
final class WaitingWrites<S> {
  /// More would only delay the first one.
  private static final int MOST_TOGETHER = 32;

  private final ConcurrentLinkedQueue<Piece<S, ?>> waiting = new ConcurrentLinkedQueue<>();
  private final Transactor<S> transactor;

  /// Runs work in one transaction.
  @FunctionalInterface
  interface Transactor<S> {
    /// @param durable whether to wait until it is on disk
    /// @throws Exception what the work throws, or the database; nothing is stored then
    <T extends @Nullable Object> T run(boolean durable, SqliteDatabase.Work<S, T> work)
        throws Exception;
  }

  WaitingWrites(Transactor<S> transactor) {
    this.transactor = transactor;
  }

  /// Queues work for the next call of [#run]. Any thread.
  <T extends @Nullable Object> Future<T> add(boolean durable, SqliteDatabase.Work<S, T> work) {
    Piece<S, T> piece = new Piece<>(durable, work, new CompletableFuture<>());
    waiting.add(piece);
    return piece.done();
  }

  /// Runs what is queued. For whoever writes, at least once after each piece was added.
  void run() {
    List<Piece<S, ?>> together = new ArrayList<>();
    for (Piece<S, ?> next = waiting.poll(); next != null; next = nextOf(together)) {
      together.add(next);
    }
    if (together.size() < 2 || !runTogether(together)) {
      together.forEach(piece -> piece.runAlone(transactor));
    }
  }

  private @Nullable Piece<S, ?> nextOf(List<Piece<S, ?>> together) {
    return together.size() < MOST_TOGETHER ? waiting.poll() : null;
  }

  /// @return false if nothing was stored and no result delivered
  private boolean runTogether(List<Piece<S, ?>> together) {
    List<Runnable> answers = new ArrayList<>();
    try {
      transactor.run(
          together.stream().anyMatch(Piece::durable),
          (handle, schema) -> {
            for (Piece<S, ?> piece : together) {
              answers.add(piece.run(handle, schema));
            }
            return true;
          });
    } catch (Throwable _) {
      // Run alone, the piece that caused it fails again, and tells its caller.
      return false;
    }
    answers.forEach(Runnable::run);
    return true;
  }

  private record Piece<S, T extends @Nullable Object>(
      boolean durable, SqliteDatabase.Work<S, T> work, CompletableFuture<T> done) {

    /// @return delivers the result to its caller
    Runnable run(Handle handle, S schema) throws IOException, SQLException {
      T result = work.on(handle, schema);
      return () -> done.complete(result);
    }

    void runAlone(Transactor<S> transactor) {
      try {
        done.complete(transactor.run(durable, work));
      } catch (Throwable e) {
        done.completeExceptionally(e); // thrown where the result is awaited
      }
    }
  }
}
