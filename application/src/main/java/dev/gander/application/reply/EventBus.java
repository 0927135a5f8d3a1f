package dev.gander.application.reply;

import dev.gander.application.reply.SessionEvent.ActiveRequests;
import dev.gander.application.reply.SessionEvent.Published;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The events of one session: the last [#KEPT] of them, and the turns that make them. Everything
/// happens under one lock; subscribers hold no events, only the number of the next one.
final class EventBus {
  static final int KEPT = 512;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /// Event `n` is at `n % KEPT`.
  private final @Nullable Published[] kept = new @Nullable Published[KEPT];

  private final Map<String, Cancellation> active = new LinkedHashMap<>();
  private final List<Cancellation> running = new ArrayList<>();
  private long newest;
  private boolean closed;

  /// @throws SessionBusy if a turn runs that nobody has cancelled
  void begin(String requestId, Cancellation turn) {
    locked(
        () -> {
          if (!active.isEmpty()) {
            throw new SessionBusy();
          }
          active.put(requestId, turn);
          running.add(turn);
        });
  }

  /// Publishes an event; with the last one the session is free before anybody hears of it.
  void publish(String requestId, Cancellation turn, ReplyEvent event) {
    locked(
        () -> {
          if (event instanceof ReplyEvent.Finished) {
            active.remove(requestId, turn);
          }
          newest++;
          kept[(int) (newest % KEPT)] = new Published(newest, requestId, event);
        });
  }

  void end(String requestId, Cancellation turn) {
    locked(
        () -> {
          active.remove(requestId, turn);
          running.remove(turn);
        });
  }

  /// Cancels a turn, if it runs; another may begin at once.
  void cancel(String requestId) {
    locked(
        () -> {
          Cancellation turn = active.remove(requestId);
          if (turn != null) {
            turn.cancel();
          }
        });
  }

  /// Cancels every turn; subscribers are let go when the last one has ended.
  void close() {
    locked(
        () -> {
          closed = true;
          active.clear();
          running.forEach(Cancellation::cancel);
        });
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Where someone begins who has seen the events up to `last`, an unsigned number; 0 is none.
  Start start(long last) {
    lock.lock();
    try {
      long oldest = Math.max(1, newest - KEPT + 1);
      boolean behind = last != 0 && Long.compareUnsigned(last, oldest) < 0;
      long position =
          last == 0 ? oldest - 1 : Long.compareUnsigned(last, newest) > 0 ? newest : last;
      ActiveRequests requests =
          active.isEmpty() ? null : new ActiveRequests(List.copyOf(active.keySet()));
      return new Start(position, newest, behind, requests);
    } finally {
      lock.unlock();
    }
  }

  /// A subscriber begins after event `position`; `newest` was the last one at that time.
  record Start(
      long position, long newest, boolean tooFarBehind, @Nullable ActiveRequests requests) {}

  /// What comes after event `position`, waiting for it.
  Next after(long position, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (newest <= position && !isOver() && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (newest > position) {
        return new Next(at(position + 1), newest, false);
      }
      return new Next(null, newest, isOver());
    } finally {
      lock.unlock();
    }
  }

  /// An event (null: none in time, or none kept any more), and whether all is over.
  record Next(@Nullable Published event, long newest, boolean over) {}

  private boolean isOver() {
    return closed && running.isEmpty();
  }

  private @Nullable Published at(long sequence) {
    return sequence <= newest - KEPT ? null : kept[(int) (sequence % KEPT)];
  }
}
