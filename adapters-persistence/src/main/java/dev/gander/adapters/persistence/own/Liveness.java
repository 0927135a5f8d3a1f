package dev.gander.adapters.persistence.own;

import dev.gander.adapters.persistence.sql.Handle;
import java.util.function.Predicate;

/// Whether the server that called itself so is running: what belongs to one that is not may be
/// taken over. The same name is never used again.
@FunctionalInterface
public interface Liveness {
  /// @param handle of the work in which it is asked
  boolean isAlive(Handle handle, String server);

  /// On one machine the system knows.
  static Liveness of(Predicate<String> isRunning) {
    return (_, server) -> isRunning.test(server);
  }
}
