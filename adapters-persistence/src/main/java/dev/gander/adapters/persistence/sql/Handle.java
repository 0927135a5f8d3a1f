package dev.gander.adapters.persistence.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection to a database with its statements. For one thread at a time. A failure of the
/// database is a [SqlFailure].
public final class Handle implements AutoCloseable {
  private final Connection connection;
  private final Statements statements;
  private final KnownSql known;

  /// @param connection is closed with the handle
  /// @param known may serve other handles too
  public Handle(Connection connection, Statements statements, KnownSql known) {
    this.connection = connection;
    this.statements = statements;
    this.known = known;
  }

  public Connection connection() {
    return connection;
  }

  public SqlQuery createQuery(String sql) {
    return new SqlQuery(this, sql);
  }

  public SqlUpdate createUpdate(String sql) {
    return new SqlUpdate(this, sql);
  }

  public SqlBatch prepareBatch(String sql) {
    return new SqlBatch(this, sql);
  }

  /// Reads.
  ///
  /// @param values of each `?`
  public SqlQuery select(String sql, @Nullable Object... values) {
    return createQuery(sql).place(values);
  }

  /// Runs a statement that is not read.
  ///
  /// @param values of each `?`
  /// @return how many rows it has changed
  public int execute(String sql, @Nullable Object... values) {
    return createUpdate(sql).place(values).execute();
  }

  Prepared prepare(String written, Values values) {
    Sql sql = known.of(written);
    Prepared prepared = Prepared.of(statements, connection, sql.text(values::size));
    prepared.use(
        statement -> {
          values.bind(statements, sql.parameters(), statement);
          return true;
        });
    return prepared;
  }

  /// @param rows of values, for a statement without lists
  void run(String written, List<Values> rows) {
    Sql sql = known.of(written);
    Prepared prepared = Prepared.of(statements, connection, sql.text(rows.getFirst()::size));
    prepared.use(
        statement -> {
          for (Values row : rows) {
            row.bind(statements, sql.parameters(), statement);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
    prepared.end();
  }

  /// May be called several times.
  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
