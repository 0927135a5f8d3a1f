package dev.gander.adapters.persistence.sqlite;

import dev.gander.adapters.persistence.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps the statements of one connection prepared, since preparing most of them takes longer than
/// running them. SQLite itself prepares one anew when another program has changed the schema. A
/// connection on which a statement failed has to be closed.
final class KeptStatements implements Statements {
  private static final int MOST = 64;

  /// Those that are not in use, the one that waits longest first.
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  @Override
  public PreparedStatement take(Connection connection, String sql) throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    return kept == null ? connection.prepareStatement(sql) : kept;
  }

  /// The connection would keep the values, and some are huge.
  @Override
  public void giveBack(String sql, PreparedStatement statement) throws SQLException {
    statement.clearParameters();
    PreparedStatement twin = idle.put(sql, statement);
    if (twin != null) {
      twin.close();
    }
    if (idle.size() > MOST) {
      closeOldest();
    }
  }

  private void closeOldest() throws SQLException {
    Iterator<PreparedStatement> oldest = idle.values().iterator();
    oldest.next().close();
    oldest.remove();
  }
}
