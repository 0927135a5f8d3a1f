package dev.gander.application.run;

import dev.gander.domain.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Wakes those who wait for a run to change. Runs of other servers change without a sound, so
/// nobody should wait for long. Thread-safe.
public final class RunBells {
  private final Map<RunId, Set<Bell>> bells = new ConcurrentHashMap<>();
  private final List<Consumer<RunId>> listeners = new CopyOnWriteArrayList<>();

  /// One who waits. For one thread; closed from any.
  public final class Bell implements AutoCloseable {
    private final RunId id;
    private final Semaphore rings = new Semaphore(0);

    private Bell(RunId id) {
      this.id = id;
    }

    /// Waits until the run changes, which it may have done since the last time.
    ///
    /// @return false if it has not in that time
    public boolean await(Duration patience) throws InterruptedException {
      boolean rang = rings.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
      rings.drainPermits();
      return rang;
    }

    @Override
    public void close() {
      bells.computeIfPresent(
          id,
          (_, all) -> {
            all.remove(this);
            return all.isEmpty() ? null : all;
          });
    }
  }

  Bell of(RunId id) {
    Bell bell = new Bell(id);
    bells.compute(
        id,
        (_, all) -> {
          Set<Bell> now = all == null ? ConcurrentHashMap.newKeySet() : all;
          now.add(bell);
          return now;
        });
    return bell;
  }

  /// @param listener told of every change of a run; must be quick
  public void listen(Consumer<RunId> listener) {
    listeners.add(listener);
  }

  void ring(RunId id) {
    listeners.forEach(listener -> listener.accept(id));
    bells.getOrDefault(id, Set.of()).forEach(bell -> bell.rings.release());
  }
}
