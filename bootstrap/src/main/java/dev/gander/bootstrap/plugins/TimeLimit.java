package dev.gander.bootstrap.plugins;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The time limit for plug-in calls that should return at once. Each call runs on its own platform
/// thread, since an endless loop on a virtual one would take a processor from all requests. A
/// plug-in that hangs is not called again until that thread has ended, so that its threads do not
/// pile up. Thread-safe.
final class TimeLimit {
  private final String plugin;
  private final Duration patience;
  private volatile @Nullable Hanging hanging;

  TimeLimit(String plugin, Duration patience) {
    this.plugin = plugin;
    this.patience = patience;
  }

  private record Hanging(String call, Thread thread) {}

  /// A call did not return in time; the stack trace shows where it was.
  static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Exceeded(String message, Thread thread) {
      super(message);
      setStackTrace(thread.getStackTrace());
    }
  }

  /// Returns or throws what the call does. An interrupt is passed on to it.
  ///
  /// @param name of the call, such as `create`
  /// @throws Exceeded if it does not return in time; it is interrupted then
  <T> T of(String name, Supplier<T> call) {
    Hanging earlier = hanging;
    if (earlier != null && earlier.thread.isAlive()) {
      throw new Exceeded(earlier.call + " still has not returned", earlier.thread);
    }
    FutureTask<T> task = new FutureTask<>(call::get);
    Thread thread = Thread.ofPlatform().daemon().name(plugin + " " + name).start(task);
    try {
      return await(task, thread);
    } catch (TimeoutException _) {
      Exceeded exceeded =
          new Exceeded(name + " did not return within " + patience.toSeconds() + " s", thread);
      hanging = new Hanging(name, thread);
      thread.interrupt();
      throw exceeded;
    }
  }

  private <T> T await(FutureTask<T> task, Thread thread) throws TimeoutException {
    long end = System.nanoTime() + patience.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
          interrupted = true;
          thread.interrupt();
        } catch (ExecutionException e) {
          throw unchecked(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Other JVM languages throw checked exceptions without declaring them.
  private static RuntimeException unchecked(@Nullable Throwable cause) {
    return switch (cause) {
      case RuntimeException failure -> failure;
      case Error failure -> throw failure;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
