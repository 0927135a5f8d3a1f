package dev.gander.application.agent;

import java.util.concurrent.atomic.AtomicBoolean;

/// Keeps an agent in memory until [#close()], unless it is stopped.
public final class AgentUse implements AutoCloseable {
  private final Agent agent;
  private final Runnable end;
  private final AtomicBoolean ended = new AtomicBoolean();

  AgentUse(Agent agent, Runnable end) {
    this.agent = agent;
    this.end = end;
  }

  public Agent agent() {
    return agent;
  }

  /// Thread-safe and idempotent.
  @Override
  public void close() {
    if (ended.compareAndSet(false, true)) {
      end.run();
    }
  }
}
