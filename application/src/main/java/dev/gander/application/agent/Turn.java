package dev.gander.application.agent;

import java.util.concurrent.atomic.AtomicBoolean;

/// The right to run a turn of a session, held until [#close()]. Meanwhile no other turn of the
/// session runs and its agent stays in memory.
public final class Turn implements AutoCloseable {
  private final Agent agent;
  private final Runnable end;
  private final AtomicBoolean ended = new AtomicBoolean();

  Turn(Agent agent, Runnable end) {
    this.agent = agent;
    this.end = end;
  }

  public Agent agent() {
    return agent;
  }

  /// Any thread, any number of times.
  @Override
  public void close() {
    if (ended.compareAndSet(false, true)) {
      end.run();
    }
  }
}
