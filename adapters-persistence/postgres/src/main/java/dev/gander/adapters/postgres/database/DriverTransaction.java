package dev.gander.adapters.postgres.database;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;

/// A transaction as the driver makes it: `BEGIN` goes along with its first statement.
final class DriverTransaction {
  private DriverTransaction() {}

  static void begin(Handle handle) {
    on(handle, connection -> connection.setAutoCommit(false));
  }

  static void commit(Handle handle) {
    on(
        handle,
        connection -> {
          connection.commit();
          connection.setAutoCommit(true);
        });
  }

  static void rollBack(Handle handle) {
    on(
        handle,
        connection -> {
          connection.rollback();
          connection.setAutoCommit(true);
        });
  }

  @FunctionalInterface
  private interface Step {
    void on(Connection connection) throws SQLException;
  }

  private static void on(Handle handle, Step step) {
    try {
      step.on(handle.connection());
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
