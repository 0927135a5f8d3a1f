package dev.gander.adapters.persistence.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A statement that is not read.
public final class SqlUpdate extends SqlStatement<SqlUpdate> {
  SqlUpdate(Handle handle, String sql) {
    super(handle, sql);
  }

  @Override
  SqlUpdate self() {
    return this;
  }

  /// @return how many rows it has changed
  public int execute() {
    Prepared prepared = prepared();
    int changed = prepared.use(SqlUpdate::execute);
    prepared.end();
    return changed;
  }

  /// Some answer with rows nevertheless: pragmas, and functions that are called for their effect.
  private static int execute(PreparedStatement statement) throws SQLException {
    if (!statement.execute()) {
      return statement.getUpdateCount();
    }
    try (ResultSet _ = statement.getResultSet()) {
      return 0;
    }
  }
}
