package dev.gander.application.reply;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Ends one turn from outside. Any thread may cancel, before, during or after the turn, any number
/// of times. The turn's thread is interrupted, but never while it stores something.
public final class Cancellation {
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Thread thread;
  private boolean cancelled;
  private boolean shielded;
  private boolean interrupted;

  /// Asks the turn to end. It stores what is complete and emits `TurnEvent.Finished`.
  public void cancel() {
    lock.lock();
    try {
      cancelled = true;
      interrupt();
    } finally {
      lock.unlock();
    }
  }

  public boolean isCancelled() {
    lock.lock();
    try {
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  /// Makes the current thread the one to interrupt.
  void enter() {
    lock.lock();
    try {
      thread = Thread.currentThread();
      if (cancelled) {
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
      if (cancelled) {
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
