package dev.gander.domain.extension;

import java.time.Duration;

/// How much time a tool call has left. The time in which it waits for the user does not count, nor
/// does what comes after its end. Thread-safe: everything is guarded by the object itself.
public final class CallTimer {
  private final Duration limit;
  private long end;
  private long pausedAt;
  private int questions;
  private boolean stopped;

  /// Starts it.
  public CallTimer(Duration limit) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  public Duration limit() {
    return limit;
  }

  /// The user is asked. A call may ask several questions at once.
  public synchronized void pause() {
    if (questions++ == 0 && !stopped) {
      pausedAt = System.nanoTime();
    }
  }

  /// A question has been answered, or is no longer asked.
  public synchronized void resume() {
    if (--questions == 0 && !stopped) {
      end += System.nanoTime() - pausedAt;
    }
  }

  /// The call has ended; what it had left stays.
  public synchronized void stop() {
    if (questions == 0 && !stopped) {
      pausedAt = System.nanoTime();
    }
    stopped = true;
  }

  public synchronized boolean isPaused() {
    return questions > 0;
  }

  /// Whether the time left gets less.
  public synchronized boolean isRunning() {
    return questions == 0 && !stopped;
  }

  /// The time left, which does not get less while it is paused; not positive when it is over.
  public synchronized Duration left() {
    return Duration.ofNanos(end - (isRunning() ? System.nanoTime() : pausedAt));
  }
}
