package dev.gander.adapters.persistence.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/// Prepares the statements of one connection. For its thread only.
public interface Statements {
  /// @return for the caller alone until it is given back
  default PreparedStatement take(Connection connection, String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /// Ends the use of a statement that has not failed, and whose results are closed. One that has
  /// failed is closed instead.
  default void giveBack(String sql, PreparedStatement statement) throws SQLException {
    statement.close();
  }

  /// @param position of the parameter, from 1
  /// @throws IllegalArgumentException if no column has such values
  default void bind(PreparedStatement statement, int position, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(position, Types.NULL);
      case String text -> statement.setString(position, text);
      case Long number -> statement.setLong(position, number);
      case Integer number -> statement.setInt(position, number);
      case Boolean truth -> statement.setBoolean(position, truth);
      case Double number -> statement.setDouble(position, number);
      case byte[] bytes -> statement.setBytes(position, bytes);
      case Array array -> statement.setArray(position, array);
      default -> throw new IllegalArgumentException("no value of a column: " + value.getClass());
    }
  }
}
