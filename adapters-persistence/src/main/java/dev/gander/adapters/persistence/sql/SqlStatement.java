package dev.gander.adapters.persistence.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A statement and the values of its parameters. For the thread of its handle.
///
/// @param <S> itself
public abstract sealed class SqlStatement<S extends SqlStatement<S>> permits SqlQuery, SqlUpdate {
  private final Handle handle;
  private final String sql;
  private final Values values = new Values();

  SqlStatement(Handle handle, String sql) {
    this.handle = handle;
    this.sql = sql;
  }

  abstract S self();

  /// @param value a text, number, boolean, bytes, or null
  public S bind(String name, @Nullable Object value) {
    values.name(name, value);
    return self();
  }

  public S bindMap(Map<String, ?> named) {
    named.forEach(this::bind);
    return self();
  }

  /// The values of `<name>`. No value is in an empty list, which PostgreSQL cannot write: it has
  /// arrays.
  public S bindList(String name, Collection<?> list) {
    return bind(name, List.copyOf(list));
  }

  /// An array of PostgreSQL.
  ///
  /// @param type the database's name of the type of its elements
  public S bindArray(String name, String type, Collection<?> elements) {
    try {
      return bind(name, handle.connection().createArrayOf(type, elements.toArray()));
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /// @param placed the value of each `?`
  final S place(@Nullable Object... placed) {
    values.place(placed);
    return self();
  }

  /// The statement with its values.
  final Prepared prepared() {
    return handle.prepare(sql, values);
  }
}
