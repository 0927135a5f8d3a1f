package dev.gander.application.agent;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Lets one turn of a session run at a time, in the order of asking. A permit, not a lock: a turn
/// may end on another thread than it began on.
final class TurnQueue {
  /// How many run or wait; guarded by [TurnQueues].
  int members;

  private final Semaphore turn = new Semaphore(1, true);
  private @Nullable Runnable cancel;

  void enter() throws InterruptedException {
    turn.acquire();
  }

  boolean enter(Duration patience) throws InterruptedException {
    return turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  synchronized void onCancel(Runnable action) {
    cancel = action;
  }

  void exit() {
    synchronized (this) {
      cancel = null;
    }
    turn.release();
  }

  void cancel() {
    Runnable action;
    synchronized (this) {
      action = cancel;
    }
    if (action != null) {
      action.run();
    }
  }
}
