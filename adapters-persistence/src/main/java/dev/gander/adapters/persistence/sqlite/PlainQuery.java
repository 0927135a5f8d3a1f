package dev.gander.adapters.persistence.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// A query that is made often and finds one row at most. Without Jdbi, which takes longer for that
/// than SQLite itself.
public final class PlainQuery {
  private PlainQuery() {}

  /// Reads a row; makes no query.
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// @param sql with one parameter, `?`; stays prepared as long as the connection is open
  public static <T> Optional<T> find(Handle handle, String sql, String parameter, Reader<T> reader)
      throws SQLException {
    PreparedStatement query = KeptStatements.of(handle).plain(handle.getConnection(), sql);
    query.setString(1, parameter);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    } finally {
      query.clearParameters();
    }
  }
}
