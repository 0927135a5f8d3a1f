package dev.gander.adapters.persistence.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The values of the parameters of one run of a statement.
final class Values {
  private final Map<String, @Nullable Object> named = new HashMap<>();
  private @Nullable Object @Nullable [] placed;

  void name(String name, @Nullable Object value) {
    named.put(name, value);
  }

  /// @param values of each `?`
  void place(@Nullable Object... values) {
    placed = values;
  }

  /// @throws IllegalArgumentException if the statement has no such list
  int size(String list) {
    if (named.get(list) instanceof List<?> values) {
      return values.size();
    }
    throw new IllegalArgumentException("the statement has no list " + list);
  }

  /// @throws IllegalArgumentException if the parameters and the values are not the same
  void bind(Statements statements, List<Sql.Parameter> parameters, PreparedStatement statement)
      throws SQLException {
    if (placed == null) {
      bindNamed(statements, parameters, statement);
    } else {
      bindPlaced(placed, statements, parameters, statement);
    }
  }

  private static void bindPlaced(
      @Nullable Object[] values,
      Statements statements,
      List<Sql.Parameter> parameters,
      PreparedStatement statement)
      throws SQLException {
    if (values.length != parameters.size()) {
      throw new IllegalArgumentException(
          values.length + " values for " + parameters.size() + " parameters");
    }
    for (int i = 0; i < values.length; i++) {
      statements.bind(statement, i + 1, values[i]);
    }
  }

  private void bindNamed(
      Statements statements, List<Sql.Parameter> parameters, PreparedStatement statement)
      throws SQLException {
    int position = 1;
    for (Sql.Parameter parameter : parameters) {
      Object value = named.get(parameter.name());
      if (value == null && !named.containsKey(parameter.name())) {
        throw new IllegalArgumentException("no value for :" + parameter.name());
      }
      if (value instanceof List<?> list) {
        for (Object element : list) {
          statements.bind(statement, position++, element);
        }
      } else {
        statements.bind(statement, position++, value);
      }
    }
  }
}
