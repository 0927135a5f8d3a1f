package dev.gander.adapters.nostr;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// The end of a wait.
///
/// @param nanos on the clock of [System#nanoTime]
record Deadline(long nanos) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  long nanosLeft() {
    return Math.max(0, nanos - System.nanoTime());
  }

  /// @param failure converts a failed result
  <T> T await(CompletableFuture<T> result, Function<Throwable, RelayFailure> failure)
      throws RelayFailure, InterruptedException {
    try {
      return result.get(nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw tooLate();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw failure.apply(cause == null ? e : cause);
    }
  }

  static RelayFailure tooLate() {
    return new RelayFailure("no answer in time");
  }
}
