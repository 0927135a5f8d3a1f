package dev.gander.adapters.local.engine;

import dev.gander.domain.error.ProviderException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The engines of one server: each model has one, which starts with its first use and ends when it
/// was not used for a while. There are several at once only if the memory is there; otherwise those
/// that nobody uses make room, and those in use are waited for. Thread-safe.
public final class EnginePool implements AutoCloseable {
  private static final Logger LOG = System.getLogger(EnginePool.class.getName());

  private final RunningEngine.Starter starter;
  private final MachineMemory memory;
  private final Supplier<Duration> idle;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<EngineSpec, PooledEngine> engines = new LinkedHashMap<>();
  private final Deaths deaths = new Deaths();
  private boolean isClosed;

  /// @param idle after which time without use an engine is ended
  EnginePool(RunningEngine.Starter starter, MachineMemory memory, Supplier<Duration> idle) {
    this.starter = starter;
    this.memory = memory;
    this.idle = idle;
  }

  /// The engine for a model; starts it if need be, which takes as long as the model takes to load.
  ///
  /// @throws ProviderException if it cannot be started, or there is not enough memory
  /// @throws InterruptedException if the thread was interrupted; the engine is ended if nobody else
  ///   waits for it
  EngineLease acquire(EngineSpec spec) throws InterruptedException {
    PooledEngine pooled = reserve(spec);
    boolean isReady = false;
    try {
      EngineLease lease = new EngineLease(this, pooled, pooled.start.get());
      isReady = true;
      return lease;
    } catch (CancellationException e) {
      throw new ProviderException.ExecutionError(
          "The engine of %s was ended while it started".formatted(spec.model()), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProviderException failure) {
        throw failure.inWords(failure.text());
      }
      throw new ProviderException.ExecutionError(
          "The engine of %s cannot be started: %s".formatted(spec.model(), e.getCause()), e);
    } finally {
      if (!isReady) {
        abandon(pooled, false);
      }
    }
  }

  private PooledEngine reserve(EngineSpec spec) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        requireOpen();
        PooledEngine present = engines.get(spec);
        if (present != null && present.hasFailed()) {
          changed.await();
        } else if (present != null && present.hasDied()) {
          forget(present, "");
        } else if (present != null) {
          present.users++;
          return present;
        } else if (hasRoomFor(spec)) {
          return begin(spec);
        } else if (!makesRoomFor(spec)) {
          changed.await();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (isClosed) {
      throw new ProviderException.ExecutionError("This server is ending", null);
    }
  }

  /// An engine with the same file has an older version of it, or other settings.
  private boolean hasRoomFor(EngineSpec spec) {
    if (engines.keySet().stream().anyMatch(other -> other.file().equals(spec.file()))) {
      return false;
    }
    long promised =
        engines.values().stream()
            .filter(PooledEngine::isStarting)
            .mapToLong(starting -> starting.spec.need().bytes())
            .sum();
    return spec.need().bytes() <= memory.available() - promised;
  }

  /// Ends the engine that was free for the longest time; false if all are in use.
  private boolean makesRoomFor(EngineSpec spec) {
    if (engines.isEmpty() || spec.need().bytes() > memory.total()) {
      throw tooLarge(spec);
    }
    Optional<PooledEngine> free =
        engines.values().stream()
            .filter(PooledEngine::isFree)
            .min(Comparator.comparingLong(engine -> engine.freeSince));
    free.ifPresent(this::end);
    return free.isPresent();
  }

  /// @throws ProviderException if the model is too large for this machine, or has failed too often
  void requireHope(EngineSpec spec) {
    lock.lock();
    try {
      deaths.requireHope(spec);
      if (spec.need().bytes() > memory.total()) {
        throw tooLarge(spec);
      }
    } finally {
      lock.unlock();
    }
  }

  private ProviderException tooLarge(EngineSpec spec) {
    return new ProviderException.ExecutionError(
        "The model %s needs %s of memory; of the %s of this machine, %s are free. Choose a smaller model, or a smaller context_size"
            .formatted(
                spec.model(),
                spec.need().words(spec.context()),
                MemoryNeed.gigabytes(memory.total()),
                MemoryNeed.gigabytes(memory.available())),
        null);
  }

  private PooledEngine begin(EngineSpec spec) {
    deaths.requireHope(spec);
    PooledEngine pooled = new PooledEngine(spec, starter, deaths.pause(spec));
    engines.put(spec, pooled);
    Thread.ofVirtual().name("engine of " + spec.model()).start(() -> run(pooled));
    return pooled;
  }

  /// Starts the engine, and sees to it until it ends.
  private void run(PooledEngine pooled) {
    pooled.start.run();
    switch (pooled.start.state()) {
      case SUCCESS -> {
        pooled.start.resultNow().onEnd(() -> forget(pooled, ""));
        endWhenIdle(pooled);
      }
      case FAILED -> forget(pooled, String.valueOf(pooled.start.exceptionNow().getMessage()));
      case CANCELLED, RUNNING -> pooled.endUnwanted();
    }
  }

  /// It is gone, and nobody wanted that.
  ///
  /// @param failedLoad why it could not be loaded; empty if it was
  private void forget(PooledEngine pooled, String failedLoad) {
    lock.lock();
    try {
      if (pooled.isGone) {
        return;
      }
      pooled.isGone = true;
      engines.remove(pooled.spec, pooled);
      if (failedLoad.isEmpty()) {
        LOG.log(Level.WARNING, "the engine of {0} has ended by itself", pooled.spec.model());
        deaths.add(pooled.spec);
      } else {
        LOG.log(Level.WARNING, "{0}", failedLoad);
        deaths.addFailedLoad(pooled.spec, failedLoad);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void endWhenIdle(PooledEngine pooled) {
    lock.lock();
    try {
      while (!pooled.isGone) {
        long left = pooled.freeSince + idle.get().toNanos() - System.nanoTime();
        if (!pooled.isFree()) {
          changed.awaitUninterruptibly();
        } else if (left > 0) {
          var _ = changed.awaitNanos(left);
        } else {
          LOG.log(Level.INFO, "the engine of {0} is not used any more", pooled.spec.model());
          end(pooled);
        }
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread once the engine runs.
      throw new IllegalStateException(e);
    } finally {
      lock.unlock();
    }
  }

  void giveBack(PooledEngine pooled, boolean hasAnswered) {
    lock.lock();
    try {
      if (hasAnswered) {
        deaths.forget(pooled.spec);
      }
      leave(pooled);
    } finally {
      lock.unlock();
    }
  }

  /// Ends the engine if nothing else makes it stop, and nobody else uses it.
  void abandon(PooledEngine pooled, boolean hasBegun) {
    lock.lock();
    try {
      leave(pooled);
      if (pooled.isFree() && !hasBegun && !pooled.spec.program().leavesPrompts()) {
        end(pooled);
      }
    } finally {
      lock.unlock();
    }
  }

  void giveUp(PooledEngine pooled) {
    lock.lock();
    try {
      LOG.log(
          Level.WARNING, "the engine of {0} does not answer, and is ended", pooled.spec.model());
      pooled.isUnwanted = true;
      leave(pooled);
    } finally {
      lock.unlock();
    }
  }

  private void leave(PooledEngine pooled) {
    pooled.users--;
    pooled.freeSince = System.nanoTime();
    if (pooled.isFree() && pooled.isUnwanted) {
      end(pooled);
    }
    changed.signalAll();
  }

  /// Under the lock, so that its memory is given back before others ask for it. One that has failed
  /// is not ended but forgotten.
  private void end(PooledEngine pooled) {
    if (pooled.isGone || pooled.hasFailed()) {
      return;
    }
    pooled.isGone = true;
    engines.remove(pooled.spec, pooled);
    if (!pooled.start.cancel(true)) {
      pooled.start.resultNow().end();
    }
    changed.signalAll();
  }

  /// Ends the engines with that file.
  void unload(Path file) {
    lock.lock();
    try {
      of(file).forEach(this::end);
    } finally {
      lock.unlock();
    }
  }

  /// Ends the engines with that file, those in use when they are no longer.
  void evict(Path file) {
    lock.lock();
    try {
      for (PooledEngine engine : of(file)) {
        engine.isUnwanted = true;
        if (engine.isFree()) {
          end(engine);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  boolean isLoaded(Path file) {
    lock.lock();
    try {
      return of(file).stream().anyMatch(PooledEngine::isLoaded);
    } finally {
      lock.unlock();
    }
  }

  private List<PooledEngine> of(Path file) {
    return engines.values().stream().filter(engine -> engine.spec.file().equals(file)).toList();
  }

  @Override
  public void close() {
    lock.lock();
    try {
      isClosed = true;
      List.copyOf(engines.values()).forEach(this::end);
    } finally {
      lock.unlock();
    }
  }
}
