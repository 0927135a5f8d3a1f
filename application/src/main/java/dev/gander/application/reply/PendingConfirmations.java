package dev.gander.application.reply;

import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// Tool calls that wait for a user's word, by session and tool request id. There is no time limit;
/// a cancelled turn stops waiting. An answer that nobody waits for is lost. Any thread.
public final class PendingConfirmations {
  private record Key(SessionId session, String requestId) {}

  private final ConcurrentMap<Key, BlockingQueue<ConfirmationAction>> open =
      new ConcurrentHashMap<>();

  /// Opens a question, lets `ask` show it, and waits for the first answer.
  public ConfirmationAction ask(SessionId session, String requestId, Runnable ask)
      throws InterruptedException {
    Key key = new Key(session, requestId);
    BlockingQueue<ConfirmationAction> answer = new ArrayBlockingQueue<>(1);
    open.put(key, answer);
    try {
      ask.run();
      return answer.take();
    } finally {
      open.remove(key, answer);
    }
  }

  /// @return false if nobody waits for this answer
  public boolean answer(SessionId session, String requestId, ConfirmationAction action) {
    BlockingQueue<ConfirmationAction> waiting = open.remove(new Key(session, requestId));
    return waiting != null && waiting.offer(action);
  }
}
