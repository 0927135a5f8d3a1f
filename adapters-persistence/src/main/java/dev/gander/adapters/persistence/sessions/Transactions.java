package dev.gander.adapters.persistence.sessions;

import org.jdbi.v3.core.Handle;

/// Transactions as statements: the driver's own would begin the next one right after a commit, and
/// fail a finished write when another process holds the lock by then.
final class Transactions {
  private Transactions() {}

  /// Takes the write lock at once, so that no other process comes between reading and writing.
  static void begin(Handle handle) {
    handle.execute("BEGIN IMMEDIATE");
  }

  static void commit(Handle handle) {
    handle.execute("COMMIT");
  }

  static void rollback(Handle handle) {
    handle.execute("ROLLBACK");
  }
}
