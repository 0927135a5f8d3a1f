package dev.gander.adapters.persistence.sqlite;

import dev.gander.adapters.persistence.sql.Handle;
import java.sql.SQLException;
import java.sql.Statement;

/// Transactions as statements: the driver's own would begin the next one right after a commit, and
/// fail a finished write when another process holds the lock by then.
public final class Transactions {
  private Transactions() {}

  /// Takes the write lock at once, so that no other process comes between reading and writing.
  public static void begin(Handle handle) {
    handle.execute("BEGIN IMMEDIATE");
  }

  public static void commit(Handle handle) {
    handle.execute("COMMIT");
  }

  static void rollback(Handle handle) {
    handle.execute("ROLLBACK");
  }

  /// Sets whether a commit waits for the disk. Not inside a transaction. SQLite obeys while it
  /// prepares this statement, so it is not kept.
  static void waitForDisk(Handle handle, boolean wait) throws SQLException {
    try (Statement statement = handle.connection().createStatement()) {
      statement.execute("PRAGMA synchronous = " + (wait ? "FULL" : "NORMAL"));
    }
  }

  /// Changes with every change of a table or index, whichever program makes it.
  static long schemaNumber(Handle handle) {
    return number(handle, "PRAGMA schema_version");
  }

  /// Changes when another program has written to the file; comparable on one connection only.
  static long dataNumber(Handle handle) {
    return number(handle, "PRAGMA data_version");
  }

  private static long number(Handle handle, String sql) {
    return handle.createQuery(sql).map(row -> row.getLong(1)).one();
  }
}
