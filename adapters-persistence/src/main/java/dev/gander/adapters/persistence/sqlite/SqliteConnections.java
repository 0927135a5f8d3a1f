package dev.gander.adapters.persistence.sqlite;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.KnownSql;
import dev.gander.adapters.persistence.sql.SqlFailure;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;

/// Opens connections with goose's settings, which apply to a single connection.
public final class SqliteConnections {
  /// How long goose waits for another process.
  public static final int BUSY_MILLIS = 30_000;

  private final DatabaseFile file;
  private final int busyMillis;
  private final KnownSql known = new KnownSql();
  private final ReentrantLock making = new ReentrantLock();
  private @Nullable Ways ways;

  /// How connections are opened.
  ///
  /// @param traceless needs no other file
  private record Ways(Way writers, Way readers, Way traceless) {}

  /// Opens a connection.
  @FunctionalInterface
  interface Way {
    Connection open() throws SQLException;
  }

  public SqliteConnections(DatabaseFile file, int busyMillis) {
    this.file = file;
    this.busyMillis = busyMillis;
  }

  /// Made for the first connection: that takes long after a start.
  private Ways ways() {
    making.lock();
    try {
      Ways made = ways == null ? make() : ways;
      ways = made;
      return made;
    } finally {
      making.unlock();
    }
  }

  private Ways make() {
    SQLiteConfig writing = config();
    // A committed transaction survives a power failure: messages are on disk before they are shown.
    writing.setSynchronous(SynchronousMode.FULL);
    SQLiteConfig reading = config();
    // A reader that found no file would create an empty one, and throw away the log of the file
    // that was moved.
    reading.resetOpenMode(SQLiteOpenMode.CREATE);
    return new Ways(
        () -> writing.createConnection(file.url()),
        () -> reading.createConnection(file.url()),
        () -> reading.createConnection(tracelessUrl()));
  }

  static Handle open(Way way, KnownSql known) {
    try {
      return new Handle(way.open(), new KeptStatements(), known);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private Handle open(Way way) {
    return open(way, known);
  }

  public Handle writer() {
    return open(ways().writers);
  }

  public Handle reader() {
    return reader(file.isReadOnly());
  }

  /// @param withoutTrace needs no other file: there may be no room for the log's index
  Handle reader(boolean withoutTrace) {
    Handle handle = open(withoutTrace ? ways().traceless : ways().readers);
    handle.execute("PRAGMA query_only = 1");
    return handle;
  }

  /// Reads like [#reader], and may write to files beside the database: `VACUUM INTO`.
  public Handle copier() {
    return open(file.isReadOnly() ? ways().traceless : ways().readers);
  }

  private String tracelessUrl() throws SQLException {
    try {
      return file.readOnlyUrl();
    } catch (IOException e) {
      throw new SQLException("the log of the database cannot be read", e);
    }
  }

  /// Turns on the write-ahead log, which the file remembers. SQLite does not wait for other
  /// processes here, so we do. An interrupt changes nothing, and stays set.
  void useWriteAheadLog(Handle writer) throws SQLException {
    long deadline = System.nanoTime() + busyMillis * 1_000_000L;
    boolean interrupted = false;
    try {
      while (!isLogged(writer, System.nanoTime() < deadline)) {
        interrupted |= !pause();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isLogged(Handle writer, boolean mayTryAgain) throws SQLException {
    try (Statement statement = writer.connection().createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      return true;
    } catch (SQLException e) {
      if (mayTryAgain && SqliteFailure.isBusy(e)) {
        return false;
      }
      throw e;
    }
  }

  /// @return false if it was interrupted
  private static boolean pause() {
    try {
      Thread.sleep(20);
      return true;
    } catch (InterruptedException _) {
      return false;
    }
  }

  private SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.enforceForeignKeys(true);
    config.setBusyTimeout(busyMillis);
    // The driver would ask for the number of the new row after each insert.
    config.setGetGeneratedKeys(false);
    return config;
  }
}
