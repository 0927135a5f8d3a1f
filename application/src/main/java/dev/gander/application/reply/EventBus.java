package dev.gander.application.reply;

import dev.gander.application.api.turn.SessionBusy;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.turn.SessionEvent.ActiveRequests;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The events of one session, and the turns that make them. Everything happens under one lock;
/// subscribers hold no events, only the number of the next one.
final class EventBus {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final EventRing ring;
  private final InstantSource clock;
  private final Map<String, Cancellation> active = new LinkedHashMap<>();
  private final List<Cancellation> running = new ArrayList<>();
  private Instant lastUse;
  private boolean closed;

  /// @param last the number before the first event's
  EventBus(long last, InstantSource clock) {
    this.ring = new EventRing(last);
    this.clock = clock;
    this.lastUse = clock.instant();
  }

  /// @throws SessionBusy if a turn runs that nobody has cancelled
  /// @throws Unavailable if the bus is closed
  void begin(String requestId, Cancellation turn) {
    locked(
        () -> {
          if (closed) {
            throw new Unavailable("The events of the session have ended");
          }
          if (!active.isEmpty()) {
            throw new SessionBusy();
          }
          active.put(requestId, turn);
          running.add(turn);
        });
  }

  /// Publishes an event; with the last one the session is free before anybody hears of it.
  void publish(String requestId, Cancellation turn, TurnEvent event) {
    locked(
        () -> {
          if (event instanceof TurnEvent.Finished) {
            active.remove(requestId, turn);
          }
          ring.add(requestId, event);
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

  /// Cancels every turn, also those that wait.
  void cancelAll() {
    locked(
        () -> {
          active.clear();
          running.forEach(Cancellation::cancel);
        });
  }

  /// Cancels every turn; subscribers are let go when the last one has ended.
  void close() {
    locked(() -> closed = true);
    cancelAll();
  }

  /// Gives the events back if nobody has published or pulled any since `time`.
  void forgetIfUnusedSince(Instant time) {
    lock.lock();
    try {
      if (running.isEmpty() && lastUse.isBefore(time)) {
        ring.clear();
      }
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable change) {
    lock.lock();
    try {
      lastUse = clock.instant();
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
      lastUse = clock.instant();
      long position =
          last == 0
              ? ring.oldest() - 1
              : Long.compareUnsigned(last, ring.newest()) > 0 ? ring.newest() : last;
      ActiveRequests requests =
          active.isEmpty() ? null : new ActiveRequests(List.copyOf(active.keySet()));
      return new Start(position, ring.newest(), hasMissed(last), requests);
    } finally {
      lock.unlock();
    }
  }

  private boolean hasMissed(long last) {
    if (last == 0 || last == ring.newest()) {
      return false;
    }
    return Long.compareUnsigned(last, ring.newest()) > 0
        ? EventNumbers.isOfAnotherProcess(last)
        : last < ring.oldest();
  }

  /// A subscriber begins after event `position`; `newest` was the last one at that time.
  record Start(
      long position, long newest, boolean tooFarBehind, @Nullable ActiveRequests requests) {}

  /// What comes after event `position`, waiting for it.
  Next after(long position, long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      lastUse = clock.instant();
      long left = nanos;
      while (ring.newest() <= position && !isOver() && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (ring.newest() > position) {
        return new Next(ring.at(position + 1), ring.newest(), false);
      }
      return new Next(null, ring.newest(), isOver());
    } finally {
      lock.unlock();
    }
  }

  /// An event (null: none in time, or none kept any more), and whether all is over.
  record Next(@Nullable Published event, long newest, boolean over) {}

  /// Whether no turn runs that could say anything more.
  boolean isQuiet() {
    lock.lock();
    try {
      return running.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private boolean isOver() {
    return closed && running.isEmpty();
  }
}
