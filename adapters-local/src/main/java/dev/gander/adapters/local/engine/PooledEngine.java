package dev.gander.adapters.local.engine;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// An engine in the pool, from its start to its end. What changes is guarded by the pool's lock.
final class PooledEngine {
  final EngineSpec spec;
  final FutureTask<RunningEngine> start;
  int users = 1;
  long freeSince;
  boolean isGone;

  /// It ends as soon as it is free.
  boolean isUnwanted;

  /// Also known when the start was cancelled just as it succeeded.
  private volatile @Nullable RunningEngine started;

  /// @param pause before it is started
  PooledEngine(EngineSpec spec, RunningEngine.Starter starter, Duration pause) {
    this.spec = spec;
    start = new FutureTask<>(() -> started(starter, pause));
  }

  private RunningEngine started(RunningEngine.Starter starter, Duration pause)
      throws InterruptedException {
    Thread.sleep(pause);
    RunningEngine engine = starter.start(spec);
    started = engine;
    return engine;
  }

  boolean isFree() {
    return users == 0;
  }

  /// It has not taken its memory yet.
  boolean isStarting() {
    return !start.isDone();
  }

  boolean hasFailed() {
    return start.state() == Future.State.FAILED;
  }

  boolean isLoaded() {
    return start.state() == Future.State.SUCCESS && start.resultNow().isRunning();
  }

  /// It was started, and runs no more.
  boolean hasDied() {
    return start.state() == Future.State.SUCCESS && !start.resultNow().isRunning();
  }

  /// Ends what was started although the start was cancelled.
  void endUnwanted() {
    RunningEngine engine = started;
    if (engine != null) {
      engine.end();
    }
  }
}
