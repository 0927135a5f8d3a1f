package dev.gander.adapters.http.call;

/// Tells whether the client of a request is still there.
@FunctionalInterface
public interface Attendance {
  /// Runs the action when the client leaves, or at once if it has already left; at the end of the
  /// request at the latest, nobody watches any more. It must not block.
  void onLeave(Runnable action);
}
