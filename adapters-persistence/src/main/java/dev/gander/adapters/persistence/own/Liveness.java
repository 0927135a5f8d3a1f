package dev.gander.adapters.persistence.own;

import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/// Whether the server that called itself so is running: what belongs to one that is not may be
/// taken over. The same name is never used again.
@FunctionalInterface
@SuppressWarnings("exports") // Handles are for the stores only.
public interface Liveness {
  /// @param handle of the work in which it is asked
  boolean isAlive(Handle handle, String server);

  /// On one machine the system knows.
  static Liveness of(Predicate<String> isRunning) {
    return (_, server) -> isRunning.test(server);
  }
}
