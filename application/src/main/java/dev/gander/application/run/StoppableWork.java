package dev.gander.application.run;

import dev.gander.application.reply.Cancellation;
import dev.gander.domain.message.Interruption;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Work of one thread, later of a turn, that can be stopped at any time, also before it has begun.
/// Thread-safe.
public final class StoppableWork {
  private final BooleanSupplier isOurs;
  private @Nullable Interruption stopped;
  private @Nullable Cancellation turn;
  private @Nullable Thread thread;

  /// @param isOurs whether no other server has taken the work over
  public StoppableWork(BooleanSupplier isOurs) {
    this.isOurs = isOurs;
  }

  boolean isOurs() {
    return isOurs.getAsBoolean();
  }

  /// The current thread does the work until [#leave].
  ///
  /// @throws InterruptedException if it was stopped before
  public synchronized void enter() throws InterruptedException {
    if (stopped != null) {
      throw new InterruptedException("stopped before it began");
    }
    thread = Thread.currentThread();
  }

  /// From now on the turn is cancelled, no longer the thread.
  synchronized void hasTurn(Cancellation started) {
    turn = started;
    if (stopped != null) {
      started.cancel(stopped);
    }
  }

  public synchronized void leave() {
    thread = null;
  }

  synchronized boolean isStopped() {
    return stopped != null;
  }

  /// Stopped for itself, rather than with the server or its right to the work.
  synchronized boolean isCancelled() {
    return stopped == Interruption.CANCELLATION;
  }

  /// Ends the work soon. Idempotent.
  public synchronized void stop(Interruption why) {
    stopped = why;
    if (turn != null) {
      turn.cancel(why);
    } else if (thread != null) {
      thread.interrupt();
    }
  }
}
