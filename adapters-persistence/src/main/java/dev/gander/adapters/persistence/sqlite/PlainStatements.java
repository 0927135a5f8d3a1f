package dev.gander.adapters.persistence.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Statements that are run in each turn or for each row. Without Jdbi, which takes longer for the
/// shortest of them than SQLite itself. They stay prepared. The driver closes one that fails, and a
/// connection on which that happened is closed, too.
public final class PlainStatements {
  private PlainStatements() {}

  /// Reads a row; makes no query.
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// @param sql with one parameter, `?`, for one row at most
  public static <T> Optional<T> find(Handle handle, String sql, String parameter, Reader<T> reader)
      throws SQLException {
    PreparedStatement query = KeptStatements.plain(handle, sql);
    query.setString(1, parameter);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
    }
  }

  /// @param sql with a parameter `?` for each value
  /// @param values numbers, texts, bytes, null
  /// @return how many rows it was about
  public static int change(Handle handle, String sql, @Nullable Object... values)
      throws SQLException {
    PreparedStatement change = KeptStatements.plain(handle, sql);
    for (int i = 0; i < values.length; i++) {
      change.setObject(i + 1, values[i]);
    }
    int changed = change.executeUpdate();
    // The connection would keep them, and some are huge.
    change.clearParameters();
    return changed;
  }
}
