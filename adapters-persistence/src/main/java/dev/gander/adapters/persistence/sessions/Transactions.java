package dev.gander.adapters.persistence.sessions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/// Transactions as statements: the driver's own would begin the next one right after a commit, and
/// fail a finished write when another process holds the lock by then.
final class Transactions {
  private Transactions() {}

  /// Takes the write lock at once, so that no other process comes between reading and writing.
  static void begin(Handle handle) throws SQLException {
    run(handle, "BEGIN IMMEDIATE");
  }

  static void commit(Handle handle) throws SQLException {
    run(handle, "COMMIT");
  }

  static void rollback(Handle handle) throws SQLException {
    run(handle, "ROLLBACK");
  }

  /// Sets whether a commit waits for the disk. Not inside a transaction.
  static void waitForDisk(Handle handle, boolean wait) throws SQLException {
    run(handle, "PRAGMA synchronous = " + (wait ? "FULL" : "NORMAL"));
  }

  /// Changes with every change of a table or index, whichever program makes it.
  static long schemaNumber(Handle handle) throws SQLException {
    try (Statement statement = handle.getConnection().createStatement();
        ResultSet number = statement.executeQuery("PRAGMA schema_version")) {
      return number.getLong(1);
    }
  }

  /// Without Jdbi, which takes as long to prepare such a statement as SQLite takes to run it.
  private static void run(Handle handle, String sql) throws SQLException {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute(sql);
    }
  }
}
