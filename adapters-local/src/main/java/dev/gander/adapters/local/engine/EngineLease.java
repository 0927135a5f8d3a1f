package dev.gander.adapters.local.engine;

import java.net.URI;

/// An engine for one answer: as long as it is held, the engine is not ended for lack of use.
/// Thread-safe.
public final class EngineLease implements AutoCloseable {
  private final EnginePool pool;
  private final PooledEngine pooled;
  private final RunningEngine engine;
  private boolean isOver;
  private volatile boolean isGivenUp;

  EngineLease(EnginePool pool, PooledEngine pooled, RunningEngine engine) {
    this.pool = pool;
    this.pooled = pooled;
    this.engine = engine;
  }

  /// Where it answers; ends with a slash.
  public URI address() {
    return engine.address();
  }

  /// What requests have to carry.
  public String key() {
    return engine.key();
  }

  /// Whether the process has ended by itself, or does so in a moment. For a connection that has
  /// broken off.
  public boolean isEnding() throws InterruptedException {
    return !isGivenUp && engine.isEnding();
  }

  /// How the process ended, for a reader.
  public String lastWords() throws InterruptedException {
    return engine.lastWords();
  }

  /// An answer has come to its end, or the engine has refused one.
  public void succeed() {
    if (isFirstEnd()) {
      pool.giveBack(pooled, true);
    }
  }

  /// Nobody waits for the answer any more.
  ///
  /// @param hasBegun whether any of it has come: an engine that is still at work on the prompt may
  ///   have to be ended
  public void abandon(boolean hasBegun) {
    if (isFirstEnd()) {
      pool.abandon(pooled, hasBegun);
    }
  }

  /// It runs and does not answer: it is ended as soon as nobody else waits for it.
  public void giveUp() {
    if (isFirstEnd()) {
      isGivenUp = true;
      pool.giveUp(pooled);
    }
  }

  /// Gives it back. Does nothing if that was done in another way.
  @Override
  public void close() {
    if (isFirstEnd()) {
      pool.giveBack(pooled, false);
    }
  }

  private synchronized boolean isFirstEnd() {
    boolean isFirst = !isOver;
    isOver = true;
    return isFirst;
  }
}
