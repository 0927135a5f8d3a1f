package dev.gander.adapters.persistence.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// A statement of the database while it is in use. One that fails is closed.
final class Prepared {
  private final Statements statements;
  private final String sql;
  private final PreparedStatement statement;

  private Prepared(Statements statements, String sql, PreparedStatement statement) {
    this.statements = statements;
    this.sql = sql;
    this.statement = statement;
  }

  /// A use of a statement.
  @FunctionalInterface
  interface Use<T extends @Nullable Object> {
    T of(PreparedStatement statement) throws SQLException;
  }

  static Prepared of(Statements statements, Connection connection, String sql) {
    try {
      return new Prepared(statements, sql, statements.take(connection, sql));
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  <T extends @Nullable Object> T use(Use<T> use) {
    try {
      return use.of(statement);
    } catch (SQLException e) {
      close(e);
      throw new SqlFailure(e);
    } catch (RuntimeException e) {
      close(e);
      throw e;
    }
  }

  /// The failure that led here counts, not one more.
  private void close(Exception failure) {
    try {
      statement.close();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /// Ends the use of one that has not failed. Its results are closed.
  void end() {
    use(
        it -> {
          statements.giveBack(sql, it);
          return true;
        });
  }
}
