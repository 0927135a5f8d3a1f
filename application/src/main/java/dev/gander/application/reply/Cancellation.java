package dev.gander.application.reply;

import dev.gander.domain.message.Interruption;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Ends one turn from outside. Any thread may cancel, before, during or after the turn, any number
/// of times. The turn's thread is interrupted, but never while it stores something.
public final class Cancellation {
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread thread;
  private @Nullable Interruption cause;
  private boolean shielded;
  private boolean interrupted;

  /// Asks the turn to end. It stores what is complete and emits `TurnEvent.Finished`.
  public void cancel() {
    cancel(Interruption.CANCELLATION);
  }

  /// The same for another cause; the first one counts.
  public void cancel(Interruption why) {
    lock.lock();
    try {
      cause = cause == null ? why : cause;
      interrupt();
    } finally {
      lock.unlock();
    }
  }

  public boolean isCancelled() {
    lock.lock();
    try {
      return cause != null;
    } finally {
      lock.unlock();
    }
  }

  /// Whether the turn was ended neither by a user nor by itself: its server stops, or it has lost
  /// its session.
  public boolean isByServer() {
    Interruption why = cause();
    return why == Interruption.STOP || why == Interruption.SUDDEN_END;
  }

  /// What cut the turn off: a failure, unless it was cancelled.
  Interruption cause() {
    lock.lock();
    try {
      return cause == null ? Interruption.FAILURE : cause;
    } finally {
      lock.unlock();
    }
  }

  /// Makes the current thread the one to interrupt.
  void enter() {
    lock.lock();
    try {
      thread = Thread.currentThread();
      if (cause != null) {
        interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /// The turn is over: no thread is interrupted from now on, and none of our interrupts is left
  /// pending.
  void exit() {
    lock.lock();
    try {
      thread = null;
      takeBack();
    } finally {
      lock.unlock();
    }
  }

  /// Runs work that must not be interrupted halfway.
  public void shield(Runnable work) {
    boolean outer = raise();
    try {
      work.run();
    } finally {
      lower(outer);
    }
  }

  private boolean raise() {
    lock.lock();
    try {
      boolean outer = shielded;
      shielded = true;
      takeBack();
      return outer;
    } finally {
      lock.unlock();
    }
  }

  private void lower(boolean outer) {
    lock.lock();
    try {
      shielded = outer;
      if (cause != null) {
        interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private void interrupt() {
    if (thread != null && !shielded) {
      interrupted = true;
      thread.interrupt();
    }
  }

  /// Clears the flag only if we set it: an interrupt from elsewhere must not be swallowed.
  private void takeBack() {
    if (interrupted) {
      interrupted = false;
      Thread.interrupted();
    }
  }
}
