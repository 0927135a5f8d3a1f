package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.SessionId;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The file `sessions.db`, which other processes may use at the same time.
///
/// A call into SQLite blocks the carrier of a virtual thread, so all work runs on a few platform
/// threads: one that writes, in `IMMEDIATE` transactions, and some that read. The file is opened
/// and brought up to date on first use; when that fails, the next use tries again.
public final class SessionDatabase implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SessionDatabase.class.getName());

  private static final int FENCED_SESSIONS = 10_000;

  private final Path file;
  private final DatabaseFile place;
  private final SqliteConnections connections;
  private final DatabaseCheck check;
  private final DatabaseThreads threads;
  private final ConcurrentLinkedDeque<Handle> idleReaders = new ConcurrentLinkedDeque<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Fences fences = new Fences(FENCED_SESSIONS);
  private final RecentConversations recent = new RecentConversations();
  private final KnownTotals totals = new KnownTotals();
  private final WaitingWrites writes = new WaitingWrites(this::transaction);
  // These belong to the writing thread; readers see `schema` because they wait for it.
  private long openings;
  private long schemaNumber;
  private @Nullable Object identity;
  private @Nullable Handle writer;
  private boolean waitsForDisk;
  private volatile @Nullable Schema schema;
  private volatile boolean readOnly;

  /// Why the file can only be read although it may be written; for the writing thread.
  private @Nullable Exception obstacle;

  /// @param file `sessions.db`; created with its folder if missing
  public SessionDatabase(Path file) {
    this(file, SqliteConnections.BUSY_MILLIS);
  }

  /// @param busyMillis how long to wait for another process
  SessionDatabase(Path file, int busyMillis) {
    this.file = file;
    this.place = new DatabaseFile(file);
    this.connections = new SqliteConnections(place, busyMillis);
    this.check = new DatabaseCheck(file);
    this.threads = new DatabaseThreads(file, this::failure);
  }

  /// Opens the file in the background, so that the first use need not wait for SQLite's library. A
  /// failure is logged, and the next use tries again.
  public void openSoon() {
    Thread.ofVirtual().name("open " + file.getFileName()).start(this::tryToOpen);
  }

  private void tryToOpen() {
    try {
      read((handle, schema) -> handle.createQuery(schema.selectSessions()).mapToMap().findFirst());
      if (readOnly) {
        LOG.log(Level.WARNING, "{0} can only be read at the moment", file);
      }
    } catch (StorageException e) {
      if (!closed.get()) {
        LOG.log(Level.ERROR, e.text());
      }
    }
  }

  /// Work on the database.
  @FunctionalInterface
  interface Work<T extends @Nullable Object> {
    T on(Handle handle, Schema schema) throws IOException;
  }

  /// Runs work that only reads, on one snapshot per statement.
  <T extends @Nullable Object> T read(Work<T> work) {
    Schema known = schema == null ? threads.write(this::prepared) : schema;
    return threads.read(() -> reading(work, known));
  }

  /// Runs work in one transaction: all of it is stored when this returns, nothing when it throws.
  /// The work may be called twice, the first time without effect.
  <T extends @Nullable Object> T write(Work<T> work) {
    return write(true, work);
  }

  /// Like [#write], but does not wait for the disk, which takes longer than everything else: a
  /// power failure before the next write may lose it, a kill of the process cannot.
  <T extends @Nullable Object> T writeSoon(Work<T> work) {
    return write(false, work);
  }

  private <T extends @Nullable Object> T write(boolean durable, Work<T> work) {
    return threads.write(writes::run, writes.add(durable, work));
  }

  /// Runs quick work on the writing thread. Empty if the file is not open yet or the thread is
  /// busy, which it may be for as long as another process holds the lock.
  <T> Optional<T> soon(Function<State, T> quick) {
    return threads.soon(
        () -> writer == null ? Optional.empty() : Optional.of(quick.apply(state())));
  }

  /// The state of the file: if two are equal, no other program has written to it in between. For
  /// the writing thread.
  State state() {
    try {
      return new State(openings, Transactions.dataNumber(Objects.requireNonNull(writer)));
    } catch (SQLException e) {
      throw SqliteFailure.of(file, e);
    }
  }

  /// SQLite's numbers are comparable only while one connection stays open.
  record State(long opening, long dataVersion) {}

  RecentConversations recent() {
    return recent;
  }

  KnownTotals totals() {
    return totals;
  }

  /// Starts a change of a session's messages, which invalidates all that was read of them before.
  /// Call inside its transaction.
  RecentConversations.Place change(SessionId id) {
    totals.change(id);
    return recent.change(id);
  }

  Fences fences() {
    return fences;
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

  private Schema prepared() throws SQLException, IOException, InterruptedException {
    Schema known = schema;
    if (writer != null && known != null) {
      return known;
    }
    obstacle = null;
    readOnly = place.isReadOnly();
    if (readOnly) {
      return preparedForReading();
    }
    try {
      return preparedForWriting();
    } catch (SQLException | JdbiException e) {
      Optional<Schema> readable = preparedDespite(e);
      if (readable.isEmpty()) {
        throw e;
      }
      return readable.get();
    }
  }

  /// A full disk has no room for the files beside the database, but what is in it can be read.
  private Optional<Schema> preparedDespite(Exception failure) {
    if (!SqliteFailure.isOfTheDisk(failure)) {
      return Optional.empty();
    }
    try {
      Schema found = preparedForReading();
      obstacle = failure;
      readOnly = true;
      return Optional.of(found);
    } catch (JdbiException e) {
      failure.addSuppressed(e);
      return Optional.empty();
    }
  }

  private Schema preparedForReading() {
    try (Handle handle = connections.reader(true)) {
      Schema found = Schema.of(handle);
      schema = found;
      return found;
    }
  }

  private Schema preparedForWriting() throws SQLException, IOException, InterruptedException {
    PrivateFiles.createFolders(place.folder());
    boolean unclosed = openings == 0 && place.hasLog();
    Handle opened = connections.writer();
    try {
      connections.useWriteAheadLog(opened);
      Schema found =
          SchemaMigration.run(
              opened, new LegacySessions(place.folder()), new MigrationBackup(place, connections));
      writer = opened;
      waitsForDisk = true;
      openings++;
      schema = found;
      schemaNumber = Transactions.schemaNumber(opened);
      identity = place.identity();
      if (unclosed) {
        check.start(connections);
      }
      return found;
    } finally {
      if (writer == null) {
        opened.close();
      }
    }
  }

  /// The connection for writing; for the writing thread.
  private Handle preparedWriter() throws SQLException, IOException, InterruptedException {
    prepared();
    Handle handle = writer;
    if (handle == null) {
      throw obstacle == null ? SqliteFailure.readOnly(file) : SqliteFailure.of(file, obstacle);
    }
    if (!Objects.equals(identity, place.identity())) {
      throw SqliteFailure.moved(file);
    }
    check.requireSound();
    return handle;
  }

  /// The schema, read again after it has changed: a newer goose that is started beside us migrates
  /// the database.
  private Schema current(Handle handle) throws SQLException {
    long number = Transactions.schemaNumber(handle);
    Schema known = Objects.requireNonNull(schema);
    if (number != schemaNumber) {
      known = Schema.of(handle);
      schema = known;
      schemaNumber = number;
    }
    return known;
  }

  private <T extends @Nullable Object> T transaction(boolean durable, Work<T> work)
      throws SQLException, IOException, InterruptedException {
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

  private <T extends @Nullable Object> T reading(Work<T> work, Schema known) throws IOException {
    Handle idle = idleReaders.poll();
    Handle handle = idle == null ? connections.reader(readOnly || place.isReadOnly()) : idle;
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
      case JdbiException jdbi -> sqlFailure(jdbi);
      case SQLException sql -> sqlFailure(sql);
      case IOException io ->
          new StorageException("The session database " + file + " cannot be used: " + io, io);
      case RuntimeException bug -> bug;
      case LinkageError withoutLibrary -> SqliteFailure.of(file, withoutLibrary);
      case Error error -> throw error;
      default -> new StorageException("The session database " + file + " cannot be used", cause);
    };
  }

  private StorageException sqlFailure(Exception failure) {
    if (SqliteFailure.isDamage(failure)) {
      check.found(failure);
    }
    return SqliteFailure.of(file, failure);
  }
}
