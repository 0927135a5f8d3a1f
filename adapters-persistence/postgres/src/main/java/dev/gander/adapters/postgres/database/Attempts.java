package dev.gander.adapters.postgres.database;

import dev.gander.adapters.persistence.sql.SqlFailure;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs work again that failed because the database is away, or because others were in its way,
/// until its time is over. Thread-safe.
final class Attempts {
  private static final System.Logger LOG = System.getLogger(Attempts.class.getName());
  private static final long SHORTEST_PAUSE_MILLIS = 5;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final DatabaseAddress address;
  private final Duration patience;

  /// Why the database could not be reached the last time; null while it can be.
  private final AtomicReference<@Nullable StorageException> outage = new AtomicReference<>();

  Attempts(DatabaseAddress address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /// When the time of work that begins now is over, in nanoseconds of the system.
  long end() {
    return System.nanoTime() + patience.toNanos();
  }

  <T extends @Nullable Object> T run(Callable<T> attempt, long end) throws Exception {
    StorageException known = outage.get();
    if (known != null && System.nanoTime() >= end) {
      // It has waited for a thread so long; those behind it need not wait for a connection too.
      throw new StorageException(known.text(), known);
    }
    for (int count = 0; ; count++) {
      try {
        T result = attempt.call();
        back();
        return result;
      } catch (SqlFailure | LostCommit | SQLException e) {
        note(e);
        if (!passes(e) || System.nanoTime() >= end) {
          throw PostgresFailure.of(address, e);
        }
        pause(count);
      }
    }
  }

  private static boolean passes(Exception failure) {
    return failure instanceof LostCommit
        || PostgresFailure.isConflict(failure)
        || PostgresFailure.isAway(failure);
  }

  private void note(Exception failure) {
    if (PostgresFailure.isAway(failure)) {
      StorageException away = PostgresFailure.of(address, failure);
      if (outage.getAndSet(away) == null) {
        LOG.log(Level.WARNING, away.text() + "; what needs it waits");
      }
    }
  }

  private void back() {
    if (outage.get() != null && outage.getAndSet(null) != null) {
      LOG.log(Level.INFO, "{0} is back", address.title());
    }
  }

  private void pause(int count) {
    long most = Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS << Math.min(count, 10));
    try {
      // Those who were in each other's way must not meet again.
      TimeUnit.MILLISECONDS.sleep(most / 2 + Math.floorMod(System.nanoTime(), most / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException(address.title() + " is closed", e);
    }
  }
}
