package dev.gander.adapters.postgres.database;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlFailure;
import dev.gander.domain.cluster.ClusterSettings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.StoreState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A database of PostgreSQL, which other servers use at the same time. Thread-safe.
///
/// It is reached with the first use, which also brings its tables up to date. While it is away,
/// work waits for it, up to the patience of the settings, and then fails with a [StorageException];
/// nobody has to start this server again.
public final class PostgresDatabase implements AutoCloseable {
  /// A reader may take its time with some rows, but must not hold a connection for ever.
  private static final String SLOW_READER = "SET LOCAL idle_in_transaction_session_timeout = '60s'";

  private final DatabaseAddress address;
  private final ConnectionPool pool;
  private final Attempts attempts;
  private final PostgresThreads threads;
  private final PostgresThreads looking;
  private final Signals signals;
  private final Observer observer;
  private final AtomicBoolean closed = new AtomicBoolean();

  /// @param groups the tables of all stores, which are made or brought up to date
  /// @param observer is told of the work
  public PostgresDatabase(ClusterSettings settings, List<TableGroup> groups, Observer observer) {
    this.address = DatabaseAddress.parse(settings.address());
    this.observer = observer;
    this.pool =
        new ConnectionPool(address, settings, new Tables(address, settings.cluster(), all(groups)));
    this.attempts = new Attempts(address, settings.patience());
    this.threads = new PostgresThreads(address, settings.connections());
    this.looking = new PostgresThreads(address, 1);
    this.signals = new Signals(address, settings);
  }

  private static List<TableGroup> all(List<TableGroup> groups) {
    return Stream.concat(Stream.of(Incarnation.TABLES), groups.stream()).toList();
  }

  /// Runs work that only reads, on one snapshot per statement. It may be called again when the
  /// connection breaks.
  public <T extends @Nullable Object> T read(Function<Handle, T> work) {
    return run(false, () -> reading(work));
  }

  /// Like [#read], but all on one snapshot, with rows as they come instead of all at once; for work
  /// that hands on what it reads, and so is called once.
  public <T extends @Nullable Object> T stream(Function<Handle, T> work) {
    return run(false, () -> streaming(work));
  }

  /// Runs work in one transaction: all of it is on the server's disk when this returns, nothing is
  /// stored when it throws. It may be called again, when others were in its way or the connection
  /// broke, each time as if it had not been called before. If the connection breaks during the
  /// commit, the database is asked what became of it; after a crash it may not know.
  public <T extends @Nullable Object> T write(Function<Handle, T> work) {
    return write(Opening.plain(Opening.NUMBER), (handle, _) -> work.apply(handle));
  }

  /// Like [#write], with the first statement told apart, whose row the work gets.
  public <A, T extends @Nullable Object> T write(
      Opening<A> opening, BiFunction<Handle, A, T> work) {
    return write(opening, work, this::unknown);
  }

  /// The same for work that leaves a trace.
  ///
  /// @param trace whether what the work has returned is stored; asked if the database crashed
  ///   during the commit and does not know
  public <A, T extends @Nullable Object> T write(
      Opening<A> opening, BiFunction<Handle, A, T> work, BiPredicate<Handle, T> trace) {
    return run(true, () -> writing(opening, work, trace));
  }

  private boolean unknown(Handle handle, @Nullable Object result) {
    throw new StorageException(address.title() + " does not know what became of a write", null);
  }

  /// Like [#write], but does not wait for the disk: if the server crashes before the next write, it
  /// may be lost.
  public <T extends @Nullable Object> T writeSoon(Function<Handle, T> work) {
    return write(Opening.plain(Opening.NUMBER_SOON), (handle, _) -> work.apply(handle));
  }

  /// Runs statements of which each is a transaction of its own. They may be carried out again when
  /// the connection breaks, so that a second time must do no harm.
  public <T extends @Nullable Object> T each(Function<Handle, T> work) {
    return run(true, () -> reading(work));
  }

  /// What nodes tell each other through this database; one for all stores.
  public Signals signals() {
    return signals;
  }

  /// Like [#read], but without patience: for what is asked again soon, or is not worth waiting for.
  public <T extends @Nullable Object> T readNow(Function<Handle, T> work) {
    try {
      return looking.run(() -> reading(work));
    } catch (SqlFailure e) {
      throw PostgresFailure.of(address, e);
    }
  }

  /// Asks the database now, without patience.
  public StoreState look() {
    try {
      return looking.run(this::state);
    } catch (StorageException e) {
      return new StoreState(address.title(), false, false, e.text());
    } catch (SqlFailure e) {
      return new StoreState(address.title(), false, false, PostgresFailure.of(address, e).text());
    }
  }

  /// Waits for the work in progress. May be called several times.
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      signals.close();
      looking.end();
      threads.end();
      pool.close();
    }
  }

  private <T extends @Nullable Object> T run(boolean isWrite, Callable<T> attempt) {
    long begun = System.nanoTime();
    boolean failed = true;
    try {
      long end = attempts.end();
      T result = threads.run(() -> attempts.run(attempt, end));
      failed = false;
      return result;
    } finally {
      observer.note(
          new Occurrence.Stored(
              "postgresql",
              "postgresql",
              isWrite,
              failed,
              Duration.ofNanos(System.nanoTime() - begun)));
    }
  }

  private <T extends @Nullable Object> T reading(Function<Handle, T> work) throws Exception {
    try (Handle handle = pool.borrow()) {
      return work.apply(handle);
    }
  }

  private <T extends @Nullable Object> T streaming(Function<Handle, T> work) throws Exception {
    try (Handle handle = pool.borrow()) {
      DriverTransaction.begin(handle);
      // Also finds out, while it can be tried again, whether the connection still works.
      handle.execute(SLOW_READER);
      try {
        T result = work.apply(handle);
        DriverTransaction.commit(handle);
        return result;
      } catch (SqlFailure e) {
        rollBack(handle, e);
        throw PostgresFailure.of(address, e);
      } catch (RuntimeException e) {
        rollBack(handle, e);
        throw e;
      }
    }
  }

  private <A, T extends @Nullable Object> T writing(
      Opening<A> opening, BiFunction<Handle, A, T> work, BiPredicate<Handle, T> trace)
      throws Exception {
    TransactionMark mark;
    T result;
    try (Handle handle = pool.borrow()) {
      DriverTransaction.begin(handle);
      try {
        Opening.Opened<A> opened = opening.run(handle);
        mark = opened.mark();
        result = work.apply(handle, opened.row());
      } catch (RuntimeException e) {
        rollBack(handle, e);
        throw e;
      }
      try {
        DriverTransaction.commit(handle);
        return result;
      } catch (SqlFailure e) {
        rollBack(handle, e);
        if (!PostgresFailure.isAway(e)) {
          throw e;
        }
      }
    }
    if (isCommitted(mark, handle -> trace.test(handle, result))) {
      return result;
    }
    throw new LostCommit();
  }

  /// Asks until there is an answer, since a server that lost its client may not have noticed yet.
  private boolean isCommitted(TransactionMark mark, Predicate<Handle> trace) throws Exception {
    return attempts.run(
        () -> {
          try (Handle handle = pool.borrow()) {
            return CommitStatus.ask(handle, mark).isCommitted(() -> trace.test(handle));
          }
        },
        attempts.end());
  }

  private StoreState state() throws Exception {
    try (Handle handle = pool.borrow()) {
      boolean readOnly =
          handle
              .createQuery("SELECT current_setting('transaction_read_only') = 'on'")
              .mapTo(Boolean.class)
              .one();
      return readOnly
          ? new StoreState(address.title(), true, false, "it can only be read")
          : StoreState.sound(address.title());
    }
  }

  /// The failure that led here counts, not one more.
  private static void rollBack(Handle handle, RuntimeException failure) {
    try {
      DriverTransaction.rollBack(handle);
    } catch (SqlFailure e) {
      failure.addSuppressed(e);
    }
  }
}
