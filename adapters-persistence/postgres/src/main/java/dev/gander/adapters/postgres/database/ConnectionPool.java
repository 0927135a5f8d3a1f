package dev.gander.adapters.postgres.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.KnownSql;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.error.StorageException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Connections that are made when they are needed, to a database whose tables are up to date.
/// Thread-safe.
final class ConnectionPool implements AutoCloseable {
  private static final long BORROW_MILLIS = 1_000;

  /// Longer than a statement may take.
  private static final int SILENCE_SECONDS = 35;

  private final DatabaseAddress address;
  private final ClusterSettings settings;
  private final Tables tables;
  private final KnownSql known = new KnownSql();
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by the lock.
  private @Nullable HikariDataSource source;
  private boolean closed;
  private volatile @Nullable DataSource ready;

  ConnectionPool(DatabaseAddress address, ClusterSettings settings, Tables tables) {
    this.address = address;
    this.settings = settings;
    this.tables = tables;
  }

  /// A connection outside of a transaction. Waits shortly; to be closed.
  Handle borrow() throws SQLException {
    DataSource prepared = ready;
    return open(prepared == null ? prepared() : prepared);
  }

  private Handle open(DataSource connections) throws SQLException {
    return new Handle(connections.getConnection(), StoredText.STATEMENTS, known);
  }

  private DataSource prepared() throws SQLException {
    lock.lock();
    try {
      if (closed) {
        throw new StorageException(address.title() + " is closed", null);
      }
      if (ready == null) {
        // Not from the pool, which would try again for a while before it told what is wrong.
        Connector connector = new Connector(address, settings, SILENCE_SECONDS);
        try (Handle handle = open(connector)) {
          connector.requireOwnProcess(handle.connection());
          tables.bringUpToDate(handle);
        }
        HikariDataSource opened = new HikariDataSource(plan(connector));
        source = opened;
        ready = opened;
      }
      return ready;
    } finally {
      lock.unlock();
    }
  }

  private HikariConfig plan(Connector connector) {
    HikariConfig plan = new HikariConfig();
    plan.setPoolName("postgres");
    plan.setDataSource(connector);
    plan.setConnectionInitSql(Incarnation.LEARN);
    // One more than there are threads at work, for the look whether all is well.
    plan.setMaximumPoolSize(settings.connections() + 1);
    plan.setMinimumIdle(1);
    plan.setConnectionTimeout(BORROW_MILLIS);
    plan.setValidationTimeout(BORROW_MILLIS - 500);
    plan.setIdleTimeout(TimeUnit.MINUTES.toMillis(2));
    plan.setInitializationFailTimeout(-1);
    return plan;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (source != null) {
        source.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
