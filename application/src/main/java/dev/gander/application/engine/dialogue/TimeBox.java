package dev.gander.application.engine.dialogue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Does work within a time, on a thread of its own, since a provider or an extension may not keep
/// to limits. Work that runs out of time is interrupted and no longer waited for.
public final class TimeBox {
  private TimeBox() {}

  /// @param name of the thread
  /// @param work throws nothing checked but [InterruptedException]
  /// @return empty if the time ran out
  /// @throws InterruptedException if the caller is interrupted, and the work with it
  public static <T> Optional<T> run(String name, Duration limit, Callable<T> work)
      throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name(name).start(task);
    try {
      return Optional.of(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      task.cancel(true);
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) throws InterruptedException {
    return switch (e.getCause()) {
      case RuntimeException failure -> failure;
      case Error error -> throw error;
      case InterruptedException stop -> throw stop;
      case null, default -> new IllegalStateException(e);
    };
  }
}
