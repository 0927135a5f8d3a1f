package dev.gander.application.subagent;

import dev.gander.application.reply.Cancellation;
import dev.gander.domain.session.SessionId;
import org.jspecify.annotations.Nullable;

/// A sub-agent with a session. It can be stopped at any time, also before it has begun.
/// Thread-safe.
final class Child {
  private final SessionId id;
  private final Assignment assignment;
  private @Nullable Cancellation turn;
  private boolean stopped;

  Child(SessionId id, Assignment assignment) {
    this.id = id;
    this.assignment = assignment;
  }

  SessionId id() {
    return id;
  }

  Assignment assignment() {
    return assignment;
  }

  synchronized void runs(Cancellation cancellation) {
    turn = cancellation;
    if (stopped) {
      cancellation.cancel();
    }
  }

  /// Its turn stores what is complete, and ends.
  synchronized void stop() {
    stopped = true;
    if (turn != null) {
      turn.cancel();
    }
  }

  synchronized boolean isStopped() {
    return stopped || (turn != null && turn.isCancelled());
  }
}
