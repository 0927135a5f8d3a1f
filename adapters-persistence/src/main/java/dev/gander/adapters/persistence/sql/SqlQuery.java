package dev.gander.adapters.persistence.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A statement that is read.
public final class SqlQuery extends SqlStatement<SqlQuery> {
  private int fetchSize;

  SqlQuery(Handle handle, String sql) {
    super(handle, sql);
  }

  @Override
  SqlQuery self() {
    return this;
  }

  /// @param rows that the database sends at once; by default all
  public SqlQuery fetchSize(int rows) {
    fetchSize = rows;
    return this;
  }

  /// The rows; the query is made when they are asked for.
  public <T extends @Nullable Object> Rows<T> map(RowReader<T> reader) {
    return new Rows<>(this, reader);
  }

  /// The values of the only column.
  ///
  /// @param type `String`, `Long`, `Integer`, `Boolean`, or bytes
  @SuppressWarnings("NullAway") // It does not see that the rows are nullable.
  public <T> Rows<@Nullable T> mapTo(Class<T> type) {
    return map(row -> value(row, type));
  }

  private static <T> @Nullable T value(ResultSet row, Class<T> type) throws SQLException {
    Object value =
        switch (type.getSimpleName()) {
          case "String" -> row.getString(1);
          case "Long" -> row.getLong(1);
          case "Integer" -> row.getInt(1);
          case "Boolean" -> row.getBoolean(1);
          case "byte[]" -> row.getBytes(1);
          default -> throw new IllegalArgumentException("no type of a column: " + type);
        };
    return row.wasNull() ? null : type.cast(value);
  }

  <T extends @Nullable Object> Cursor<T> open(RowReader<T> reader) {
    Prepared prepared = prepared();
    ResultSet rows =
        prepared.use(
            statement -> {
              if (fetchSize > 0) {
                statement.setFetchSize(fetchSize);
              }
              return statement.executeQuery();
            });
    return new Cursor<>(prepared, rows, reader);
  }
}
