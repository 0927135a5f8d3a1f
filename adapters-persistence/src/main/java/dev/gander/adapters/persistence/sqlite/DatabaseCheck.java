package dev.gander.adapters.persistence.sqlite;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlFailure;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Checks a database that was not closed properly, and refuses writes to a damaged one.
///
/// It reads the whole file, half a second for 700 MB that the system has in memory and more from a
/// slow disk, so it runs in the background. Reads go on meanwhile; a write waits for the result,
/// but not forever.
final class DatabaseCheck {
  private static final System.Logger LOG = System.getLogger(DatabaseCheck.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final DatabaseFile file;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile @Nullable Statement running;
  private volatile @Nullable StorageException damage;
  private volatile boolean needed;
  private volatile boolean stopped;
  private long deadline;

  DatabaseCheck(DatabaseFile file) {
    this.file = file;
  }

  /// Starts the check, once. For whoever writes.
  void start(SqliteConnections connections) {
    if (!needed) {
      deadline = System.nanoTime() + PATIENCE.toNanos();
      needed = true;
      Thread.ofPlatform()
          .name(file.path().getFileName() + "-check")
          .daemon()
          .start(() -> run(connections, "PRAGMA integrity_check(1)"));
    }
  }

  /// Reads the database through at once, however it was closed. Shorter than the first check: what
  /// is in indexes is not compared with the rows.
  void again(SqliteConnections connections) {
    run(connections, "PRAGMA quick_check(1)");
  }

  /// Remembers damage found outside of the check.
  void found(Exception failure) {
    if (damage == null) {
      damage = SqliteFailure.of(file, failure);
    }
  }

  /// What is known to be wrong with the file. Does not wait for a check.
  Optional<StorageException> damage() {
    return Optional.ofNullable(damage);
  }

  /// Whether a write may have to wait.
  boolean isUnderWay() {
    return needed && done.getCount() > 0;
  }

  /// Waits for the result, but not forever.
  void await() throws InterruptedException {
    if (needed && !done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      LOG.log(Level.DEBUG, "{0} is written to while it is still being checked", file.path());
    }
  }

  /// Does not wait for a check.
  ///
  /// @throws StorageException if the database is known to be damaged
  void requireSound() {
    StorageException known = damage;
    if (known != null) {
      throw new StorageException(known.text(), known);
    }
  }

  /// Stops the check if it is running.
  void stop() {
    stopped = true;
    Statement statement = running;
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "the check of " + file.path() + " does not end", e);
      }
    }
  }

  private void run(SqliteConnections connections, String how) {
    try (Handle handle = connections.reader();
        Statement statement = handle.connection().createStatement()) {
      running = statement;
      look(statement, how);
    } catch (SQLException | SqlFailure e) {
      if (SqliteFailure.isDamage(e)) {
        found(e);
      } else if (!stopped) {
        LOG.log(
            Level.WARNING, "the " + file.kind() + " " + file.path() + " could not be checked", e);
      }
    } finally {
      running = null;
      done.countDown();
    }
    StorageException known = damage;
    if (known != null) {
      LOG.log(Level.ERROR, known.text());
    }
  }

  /// The first finding is enough; an index may have thousands.
  private void look(Statement statement, String how) throws SQLException {
    try (ResultSet findings = statement.executeQuery(how)) {
      String finding = findings.next() ? findings.getString(1) : "ok";
      if (!finding.equals("ok")) {
        damage = SqliteFailure.damaged(file, inOneLine(finding));
      }
    }
  }

  /// Without the heading that names the database.
  private static String inOneLine(String finding) {
    return finding.lines().filter(line -> !line.startsWith("***")).findFirst().orElse(finding);
  }
}
