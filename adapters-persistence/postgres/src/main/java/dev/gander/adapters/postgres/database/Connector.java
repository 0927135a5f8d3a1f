package dev.gander.adapters.postgres.database;

import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.error.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/// Makes connections that know the schema and their limits. They are told by a statement: PgBouncer
/// refuses a connection that asks for them when it begins, or does not pass them on.
final class Connector extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;

  /// A server that stops inside a transaction keeps others waiting, and a statement that waits or
  /// works for too long fails.
  private static final String BEGIN =
      "SELECT pg_backend_pid(), set_config('search_path', ?, false),"
          + " set_config('lock_timeout', '10s', false),"
          + " set_config('statement_timeout', '30s', false),"
          + " set_config('idle_in_transaction_session_timeout', '2s', false)";

  private static final String PROCESS = "SELECT pg_backend_pid()";

  /// Another client may come between two looks.
  private static final int LOOKS = 5;

  private final transient DatabaseAddress address;
  private volatile boolean isBehindPooler;

  /// @param silence after how many seconds without a word a connection counts as broken
  Connector(DatabaseAddress address, ClusterSettings settings, int silence) throws SQLException {
    this.address = address;
    setUrl(address.jdbcUrl());
    Properties properties = address.properties();
    properties.setProperty("ApplicationName", "gander " + settings.node());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", String.valueOf(silence));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("reWriteBatchedInserts", "true");
    for (String name : properties.stringPropertyNames()) {
      setProperty(name, properties.getProperty(name));
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Connection connection = super.getConnection(user, password);
    try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
      begin.setString(1, address.schema());
      // A pooler tells each client a number of its own.
      isBehindPooler = process(begin) != connection.unwrap(PGConnection.class).getBackendPID();
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Asks whether a connection is one to the same process of the server all the time. Costs nothing
  /// without a pooler.
  ///
  /// @param connection outside of a transaction
  /// @throws StorageException if others have that process between two transactions
  void requireOwnProcess(Connection connection) throws SQLException {
    if (!isBehindPooler) {
      return;
    }
    try (Connection other = getConnection();
        PreparedStatement here = connection.prepareStatement(PROCESS);
        PreparedStatement there = other.prepareStatement(PROCESS)) {
      for (int look = 0; look < LOOKS; look++) {
        if (process(here) == process(there)) {
          throw new StorageException(
              address.title()
                  + " is behind a pooler that lends connections for a transaction; servers need"
                  + " them for as long as they like (PgBouncer: `pool_mode = session`)",
              null);
        }
      }
    }
  }

  private static int process(PreparedStatement asking) throws SQLException {
    try (ResultSet answer = asking.executeQuery()) {
      answer.next();
      return answer.getInt(1);
    }
  }
}
