package dev.gander.application.extension;

import dev.gander.domain.observe.Trail;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Runs tasks concurrently, each on a virtual thread and on the present trail, and waits for all of
/// them.
final class SideBySide {
  private SideBySide() {}

  /// The results in the order of the tasks. Tasks must report their failures as results.
  ///
  /// @throws InterruptedException if the caller was interrupted; by then every task was interrupted
  ///   too and has ended
  static <T> List<T> all(List<? extends Callable<T>> tasks) throws InterruptedException {
    return all(tasks, Executors.newVirtualThreadPerTaskExecutor());
  }

  /// The same with no more than some of them at a time.
  static <T> List<T> all(List<? extends Callable<T>> tasks, int atOnce)
      throws InterruptedException {
    return all(tasks, Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory()));
  }

  private static <T> List<T> all(List<? extends Callable<T>> tasks, ExecutorService executor)
      throws InterruptedException {
    Trail trail = Trail.current();
    List<Callable<T>> carrying =
        tasks.stream().<Callable<T>>map(task -> () -> trail.call(task::call)).toList();
    try (var threads = executor) {
      return threads.invokeAll(carrying).stream().map(SideBySide::result).toList();
    }
  }

  private static <T> T result(Future<T> done) {
    try {
      return done.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a task let a failure through", e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException("a finished task cannot be waited for", e);
    }
  }
}
