package dev.gander.application.turn;

import dev.gander.domain.time.Alarm;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnNews;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A queue of a turn's events for its owner; the turn waits when it is full. Filled by the turn's
/// thread, read by one of the owner's.
public final class TurnInbox {
  /// The capacity, in events.
  private static final int MOST_WAITING = 256;

  private static final TurnNews BEGUN = new TurnNews.Begun();
  private static final TurnNews SILENCE = new TurnNews.Silence();
  private static final TurnNews OVER = new TurnNews.Over();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<TurnEvent> waiting = new ArrayDeque<>();
  private final BooleanSupplier isWanted;
  private boolean alive;
  private boolean isBeginningNews;
  private boolean hasToldEnd;
  private boolean over;
  private boolean closed;
  private boolean gathering;

  public TurnInbox() {
    this(() -> true);
  }

  /// @param isWanted asked once, when the turn has its session to itself: whether to begin
  public TurnInbox(BooleanSupplier isWanted) {
    this.isWanted = isWanted;
  }

  boolean isWanted() {
    return isWanted.getAsBoolean();
  }

  /// Waits for news, at most for `patience`, which may be 0.
  public TurnNews next(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = patience.toNanos();
      while (!hasNews() && !over && !closed && left > 0) {
        left = Alarm.await(lock, changed, left);
      }
      if (isBeginningNews) {
        isBeginningNews = false;
        return BEGUN;
      }
      TurnEvent event = take();
      if (event == null) {
        return over || closed ? OVER : SILENCE;
      }
      hasToldEnd |= event.tellsTheEnd();
      return new TurnNews.Told(event);
    } finally {
      lock.unlock();
    }
  }

  private boolean hasNews() {
    return isBeginningNews || !waiting.isEmpty();
  }

  /// The turn only waits when there is no room, the owner only when there is nothing.
  private @Nullable TurnEvent take() {
    if (waiting.size() == MOST_WAITING) {
      changed.signalAll();
    }
    return waiting.poll();
  }

  /// Whether the turn has started, and its owner has not seen its last event: what follows takes
  /// some time, and nothing is told of it.
  public boolean isAlive() {
    lock.lock();
    try {
      return alive && !hasToldEnd;
    } finally {
      lock.unlock();
    }
  }

  /// The owner leaves: events are dropped from now on. Idempotent.
  public void leave() {
    change(
        () -> {
          closed = true;
          waiting.clear();
        });
  }

  /// Drops the event if the owner has left, since the turn may continue in order to store its
  /// results. An interrupt stays set for the turn to see.
  void tell(TurnEvent event) {
    lock.lock();
    try {
      while (waiting.size() >= MOST_WAITING && !closed) {
        changed.signalAll();
        changed.awaitUninterruptibly();
      }
      if (!closed) {
        if (waiting.isEmpty() && !gathering) {
          changed.signalAll();
        }
        waiting.add(event);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether the owner is to be woken by [#flush], not by each event. Ends with a flush.
  void gather(boolean several) {
    lock.lock();
    try {
      gathering = several;
      if (!several) {
        wakeOwner();
      }
    } finally {
      lock.unlock();
    }
  }

  void flush() {
    lock.lock();
    try {
      wakeOwner();
    } finally {
      lock.unlock();
    }
  }

  private void wakeOwner() {
    if (!waiting.isEmpty()) {
      changed.signalAll();
    }
  }

  void begun() {
    change(
        () -> {
          isBeginningNews |= !alive;
          alive = true;
        });
  }

  void end() {
    change(() -> over = true);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
