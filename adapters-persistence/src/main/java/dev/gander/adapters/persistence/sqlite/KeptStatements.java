package dev.gander.adapters.persistence.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/// Keeps the statements of one connection prepared, since preparing most of them takes longer than
/// running them. SQLite itself prepares one anew when another program has changed the schema. A
/// connection on which a statement failed has to be closed.
final class KeptStatements extends DefaultStatementBuilder {
  private static final int MOST = 64;

  /// Those that are not in use, the one that waits longest first.
  private final Map<String, PreparedStatement> idle = new LinkedHashMap<>();

  private final IdentityHashMap<Statement, String> inUse = new IdentityHashMap<>();

  /// Those that are used without Jdbi, in the same order.
  private final Map<String, PreparedStatement> plain = new LinkedHashMap<>();

  /// A statement for use without Jdbi. Not to be closed, and not to be read when others are asked
  /// for.
  static PreparedStatement plain(Handle handle, String sql) throws SQLException {
    return ((KeptStatements) handle.getStatementBuilder()).plain(handle.getConnection(), sql);
  }

  private PreparedStatement plain(Connection connection, String sql) throws SQLException {
    PreparedStatement kept = plain.remove(sql);
    PreparedStatement statement = kept == null ? connection.prepareStatement(sql) : kept;
    plain.put(sql, statement);
    if (plain.size() > MOST) {
      closeOldest(plain);
    }
    return statement;
  }

  @Override
  public PreparedStatement create(Connection connection, String sql, StatementContext context)
      throws SQLException {
    PreparedStatement kept = idle.remove(sql);
    PreparedStatement statement = kept == null ? super.create(connection, sql, context) : kept;
    inUse.put(statement, sql);
    return statement;
  }

  /// @param written before its parameters were parsed, and so not what was prepared
  @Override
  public void close(Connection connection, String written, Statement statement)
      throws SQLException {
    String sql = inUse.remove(statement);
    if (sql == null || !(statement instanceof PreparedStatement prepared)) {
      statement.close();
      return;
    }
    endRun(prepared);
    PreparedStatement twin = idle.put(sql, prepared);
    if (twin != null) {
      twin.close();
    }
    if (idle.size() > MOST) {
      closeOldest(idle);
    }
  }

  /// Rows that nobody has asked for would keep a snapshot of the database, and values may be huge.
  private static void endRun(PreparedStatement statement) throws SQLException {
    ResultSet unread = statement.getResultSet();
    if (unread != null) {
      unread.close();
    }
    statement.clearBatch();
    statement.clearParameters();
  }

  private static void closeOldest(Map<String, PreparedStatement> statements) throws SQLException {
    Iterator<PreparedStatement> oldest = statements.values().iterator();
    oldest.next().close();
    oldest.remove();
  }
}
