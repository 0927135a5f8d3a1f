package dev.gander.application.agent;

import dev.gander.domain.session.SessionId;
import java.util.HashMap;
import java.util.Map;

/// One [TurnQueue] per session that has a turn running or waiting.
final class TurnQueues {
  private final Map<SessionId, TurnQueue> queues = new HashMap<>();

  /// Joins the session's queue; every join is followed by one leave.
  synchronized TurnQueue join(SessionId id) {
    TurnQueue queue = queues.computeIfAbsent(id, _ -> new TurnQueue());
    queue.members++;
    return queue;
  }

  synchronized void leave(SessionId id) {
    queues.computeIfPresent(id, (_, queue) -> --queue.members == 0 ? null : queue);
  }

  synchronized boolean isBusy(SessionId id) {
    return queues.containsKey(id);
  }

  /// Tells the turn that runs to end.
  void cancel(SessionId id) {
    TurnQueue queue;
    synchronized (this) {
      queue = queues.get(id);
    }
    if (queue != null) {
      queue.cancel();
    }
  }
}
