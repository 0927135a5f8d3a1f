package dev.gander.adapters.persistence.sqlite;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlFailure;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Occurrence;
import dev.gander.domain.observe.StoreState;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A file of SQLite, which other processes may use at the same time.
///
/// One thread at a time writes, in `IMMEDIATE` transactions, while some may read
/// ([DatabaseThreads]). The file is opened and brought up to date on first use; when that fails,
/// the next use tries again.
///
/// @param <S> what is known of the file's tables
public final class SqliteDatabase<S> implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SqliteDatabase.class.getName());

  private final DatabaseFile file;
  private final Layout<S> layout;
  private final SqliteConnections connections;
  private final DatabaseCheck check;
  private final DatabaseThreads threads;
  private final ConcurrentLinkedDeque<Handle> idleReaders = new ConcurrentLinkedDeque<>();
  private final Observer observer;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final WaitingWrites<S> writes = new WaitingWrites<>(this::transaction);
  // These belong to whoever writes.
  private long openings;
  private long schemaNumber;
  private @Nullable Object identity;
  private volatile @Nullable Handle writer;
  private boolean waitsForDisk;
  private volatile @Nullable S schema;
  private volatile boolean readOnly;

  /// Why the file can only be read although it may be written; for whoever writes.
  private @Nullable Exception obstacle;

  /// The tables of a file.
  public interface Layout<S> {
    /// Called before the file is opened for writing; its folder exists. By default SQLite makes it,
    /// readable by everybody who can reach it, as goose's is.
    default void make(DatabaseFile file) throws IOException {}

    /// Brings the file up to date.
    ///
    /// @param writer outside of a transaction
    S bringUpToDate(Handle writer, SqliteConnections connections) throws IOException;

    /// Looks at a file that is used as it is: it cannot be written to, or another program has
    /// changed its tables.
    S read(Handle handle);
  }

  /// @param file created with its folder if missing
  /// @param busyMillis how long to wait for another process
  /// @param observer is told of the work
  public SqliteDatabase(DatabaseFile file, int busyMillis, Layout<S> layout, Observer observer) {
    this.observer = observer;
    this.file = file;
    this.layout = layout;
    this.connections = new SqliteConnections(file, busyMillis);
    this.check = new DatabaseCheck(file);
    this.threads = new DatabaseThreads(file, this::failure);
  }

  /// Opens the file in the background, so that the first use need not wait for SQLite's library. A
  /// failure is logged, and the next use tries again.
  ///
  /// @param query a read that warms what the first use needs
  public void openSoon(Work<S, ?> query) {
    Thread.ofVirtual().name("open " + file.path().getFileName()).start(() -> tryToOpen(query));
  }

  private void tryToOpen(Work<S, ?> query) {
    try {
      read(query);
      if (readOnly) {
        LOG.log(Level.WARNING, "{0} can only be read at the moment", file.path());
      }
    } catch (StorageException e) {
      if (!closed.get()) {
        LOG.log(Level.ERROR, e.text());
      }
    }
  }

  /// Work on the database.
  @FunctionalInterface
  public interface Work<S, T extends @Nullable Object> {
    T on(Handle handle, S schema) throws IOException, SQLException;
  }

  /// Runs work that only reads, on one snapshot per statement.
  public <T extends @Nullable Object> T read(Work<S, T> work) {
    return observed(
        false,
        () -> {
          S known = schema == null ? threads.writeApart(this::prepared) : schema;
          return threads.read(() -> reading(work, known));
        });
  }

  /// Runs work in one transaction: all of it is stored when this returns, nothing when it throws.
  /// The work may be called twice, the first time without effect.
  public <T extends @Nullable Object> T write(Work<S, T> work) {
    return write(true, work);
  }

  /// Like [#write], but does not wait for the disk, which takes longer than everything else: a
  /// power failure before the next write may lose it, a kill of the process cannot.
  public <T extends @Nullable Object> T writeSoon(Work<S, T> work) {
    return write(false, work);
  }

  private <T extends @Nullable Object> T write(boolean durable, Work<S, T> work) {
    return observed(
        true,
        () -> {
          if (writer == null || check.isUnderWay()) {
            threads.writeApart(this::checkedWriter);
          }
          return threads.write(writes::run, writes.add(durable, work));
        });
  }

  private <T extends @Nullable Object> T observed(boolean isWrite, Supplier<T> work) {
    long begun = System.nanoTime();
    boolean failed = true;
    try {
      T result = work.get();
      failed = false;
      return result;
    } finally {
      observer.note(
          new Occurrence.Stored(
              "sqlite", file.name(), isWrite, failed, Duration.ofNanos(System.nanoTime() - begun)));
    }
  }

  /// Runs quick work on the calling thread while nothing is written. Empty if the file is not open
  /// yet, or if a write is under way and takes long, as it does while another process holds the
  /// lock.
  public <T> Optional<T> soon(Function<State, T> quick) {
    return threads.soon(() -> ofOpenFile(quick));
  }

  /// Like [#soon], but waits for no write: empty if one is under way.
  public <T> Optional<T> atOnce(Function<State, T> quick) {
    return threads.atOnce(() -> ofOpenFile(quick));
  }

  private <T> Optional<T> ofOpenFile(Function<State, T> quick) {
    return writer == null ? Optional.empty() : Optional.of(quick.apply(state()));
  }

  /// The state of the file: if two are equal, no other program has written to it in between. For
  /// work of [#soon], [#atOnce] and writes.
  public State state() {
    try {
      return new State(openings, Transactions.dataNumber(Objects.requireNonNull(writer)));
    } catch (SqlFailure e) {
      throw SqliteFailure.of(file, e);
    }
  }

  /// SQLite's numbers are comparable only while one connection stays open.
  public record State(long opening, long dataVersion) {}

  /// Reads the file through, if there is one. Nothing is written any more if it turns out to be
  /// damaged, which the log tells. Blocks for as long as that takes.
  public void check() {
    if (Files.exists(file.path())) {
      Thread checking =
          Thread.ofPlatform()
              .name(file.path().getFileName() + "-check")
              .daemon()
              .start(() -> check.again(connections));
      try {
        checking.join();
      } catch (InterruptedException _) {
        check.stop();
        Thread.currentThread().interrupt();
      }
    }
  }

  /// Reads from the file, and opens it if nobody has, or if that failed before. Blocks for as long
  /// as the disk or another process does.
  public StoreState look() {
    try {
      read((handle, _) -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
    } catch (StorageException e) {
      return new StoreState(file.title(), false, false, e.text());
    }
    Optional<StorageException> damage = check.damage();
    if (damage.isPresent()) {
      return new StoreState(file.title(), true, false, damage.get().text());
    }
    return readOnly
        ? new StoreState(file.title(), true, false, "it can only be read")
        : StoreState.sound(file.title());
  }

  /// Waits for the work in progress and closes the file. May be called several times.
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    check.stop();
    threads.end(this::discardWriter);
    idleReaders.forEach(Handle::close);
  }

  private S prepared() throws SQLException, IOException {
    S known = schema;
    if (writer != null && known != null) {
      return known;
    }
    obstacle = null;
    readOnly = file.isReadOnly();
    if (readOnly) {
      return preparedForReading();
    }
    try {
      return preparedForWriting();
    } catch (SQLException | SqlFailure e) {
      Optional<S> readable = preparedDespite(e);
      if (readable.isEmpty()) {
        throw e;
      }
      return readable.get();
    }
  }

  /// A full disk has no room for the files beside the database, but what is in it can be read.
  private Optional<S> preparedDespite(Exception failure) {
    if (!SqliteFailure.isOfTheDisk(failure)) {
      return Optional.empty();
    }
    try {
      S found = preparedForReading();
      obstacle = failure;
      readOnly = true;
      return Optional.of(found);
    } catch (SqlFailure e) {
      failure.addSuppressed(e);
      return Optional.empty();
    }
  }

  private S preparedForReading() {
    try (Handle handle = connections.reader(true)) {
      S found = layout.read(handle);
      schema = found;
      return found;
    }
  }

  private S preparedForWriting() throws SQLException, IOException {
    PrivateFiles.createFolders(file.folder());
    layout.make(file);
    boolean unclosed = openings == 0 && file.hasLog();
    Handle opened = connections.writer();
    try {
      connections.useWriteAheadLog(opened);
      S found = layout.bringUpToDate(opened, connections);
      if (unclosed) {
        check.start(connections);
      }
      writer = opened;
      waitsForDisk = true;
      openings++;
      schema = found;
      schemaNumber = Transactions.schemaNumber(opened);
      identity = file.identity();
      return found;
    } finally {
      if (writer == null) {
        opened.close();
      }
    }
  }

  /// The connection for writing when its file was checked, if it has to be; waits for that, but not
  /// forever.
  private Handle checkedWriter() throws SQLException, IOException, InterruptedException {
    prepared();
    check.await();
    return preparedWriter();
  }

  /// The connection for writing; for whoever writes.
  private Handle preparedWriter() throws SQLException, IOException {
    prepared();
    Handle handle = writer;
    if (handle == null) {
      throw obstacle == null ? SqliteFailure.readOnly(file) : SqliteFailure.of(file, obstacle);
    }
    if (!Objects.equals(identity, file.identity())) {
      throw SqliteFailure.moved(file);
    }
    check.requireSound();
    return handle;
  }

  /// The schema, read again after it has changed: a newer goose that is started beside us migrates
  /// the database.
  private S current(Handle handle) {
    long number = Transactions.schemaNumber(handle);
    S known = Objects.requireNonNull(schema);
    if (number != schemaNumber) {
      known = layout.read(handle);
      schema = known;
      schemaNumber = number;
    }
    return known;
  }

  private <T extends @Nullable Object> T transaction(boolean durable, Work<S, T> work)
      throws SQLException, IOException {
    Handle handle = preparedWriter();
    if (waitsForDisk != durable) {
      Transactions.waitForDisk(handle, durable);
      waitsForDisk = durable;
    }
    // Assumed until the opposite is known: after an error SQLite may have rolled back by itself
    // without the driver noticing; a new connection is certain to be clean.
    boolean clean = false;
    try {
      Transactions.begin(handle);
      T result = work.on(handle, current(handle));
      Transactions.commit(handle);
      clean = true;
      return result;
    } catch (GanderException refused) {
      Transactions.rollback(handle);
      clean = true;
      throw refused;
    } finally {
      if (!clean) {
        discardWriter();
      }
    }
  }

  private <T extends @Nullable Object> T reading(Work<S, T> work, S known)
      throws IOException, SQLException {
    Handle idle = idleReaders.poll();
    Handle handle = idle == null ? connections.reader(readOnly || file.isReadOnly()) : idle;
    // A read-only file is opened as immutable, which may no longer be true at the next use.
    boolean lasting = !readOnly;
    boolean clean = false;
    try {
      T result = work.on(handle, known);
      clean = true;
      return result;
    } finally {
      if (clean && lasting) {
        idleReaders.push(handle);
      } else {
        handle.close();
      }
    }
  }

  private void discardWriter() {
    Handle handle = writer;
    writer = null;
    if (handle != null) {
      handle.close();
    }
  }

  private RuntimeException failure(Throwable cause) {
    return switch (cause) {
      case GanderException known -> known;
      case SqlFailure failed -> sqlFailure(failed);
      case SQLException sql -> sqlFailure(sql);
      case IOException io -> new StorageException(file.title() + " cannot be used: " + io, io);
      case RuntimeException bug -> bug;
      case LinkageError withoutLibrary -> SqliteFailure.of(file, withoutLibrary);
      case Error error -> throw error;
      default -> new StorageException(file.title() + " cannot be used", cause);
    };
  }

  private StorageException sqlFailure(Exception failure) {
    if (SqliteFailure.isDamage(failure)) {
      check.found(failure);
    }
    return SqliteFailure.of(file, failure);
  }
}
