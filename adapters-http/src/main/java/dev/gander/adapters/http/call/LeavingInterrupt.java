package dev.gander.adapters.http.call;

/// An interrupt of the thread that makes this, which reaches it only until it says that it is
/// through: never what the thread does next.
final class LeavingInterrupt {
  private final Thread thread = Thread.currentThread();
  private boolean over;
  private boolean happened;

  /// From any thread.
  synchronized void happen() {
    if (!over) {
      happened = true;
      thread.interrupt();
    }
  }

  /// Call on the thread itself, any number of times.
  ///
  /// @return whether it was interrupted
  synchronized boolean end() {
    if (!over && happened) {
      Thread.interrupted();
    }
    over = true;
    return happened;
  }
}
