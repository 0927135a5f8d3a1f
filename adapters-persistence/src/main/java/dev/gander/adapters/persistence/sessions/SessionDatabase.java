package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sqlite.DatabaseFile;
import dev.gander.adapters.persistence.sqlite.SqliteConnections;
import dev.gander.adapters.persistence.sqlite.SqliteDatabase;
import dev.gander.adapters.persistence.sqlite.SqliteDatabase.State;
import dev.gander.adapters.persistence.sqlite.SqliteDatabase.Work;
import dev.gander.domain.message.Message;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.observe.Unobserved;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The file `sessions.db`, which other processes may use at the same time, and what is remembered
/// of it.
public final class SessionDatabase implements AutoCloseable {
  private static final int FENCED_SESSIONS = 10_000;

  private final SqliteDatabase<Schema> database;
  private final Fences fences = new Fences(FENCED_SESSIONS);
  private final Recent<List<Message>> conversations = new Recent<>();
  private final Recent<Session> sessions = new Recent<>();
  private final KnownTotals totals = new KnownTotals();

  /// @param file `sessions.db`; created with its folder if missing
  public SessionDatabase(Path file) {
    this(file, Unobserved.INSTANCE);
  }

  /// @param observer is told of the work
  public SessionDatabase(Path file, Observer observer) {
    this(file, SqliteConnections.BUSY_MILLIS, observer);
  }

  /// @param busyMillis how long to wait for another process
  SessionDatabase(Path file, int busyMillis) {
    this(file, busyMillis, Unobserved.INSTANCE);
  }

  private SessionDatabase(Path file, int busyMillis, Observer observer) {
    DatabaseFile place = place(file);
    database = new SqliteDatabase<>(place, busyMillis, new Tables(place), observer);
  }

  static DatabaseFile place(Path file) {
    return new DatabaseFile("session database", file);
  }

  /// See [SqliteDatabase#openSoon].
  public void openSoon() {
    database.openSoon(
        (handle, schema) ->
            handle.createQuery(schema.selectSessions()).mapTo(String.class).findFirst());
  }

  /// See [SqliteDatabase#check].
  public void check() {
    database.check();
  }

  /// See [SqliteDatabase#look].
  public StoreState look() {
    return database.look();
  }

  /// See [SqliteDatabase#read].
  <T extends @Nullable Object> T read(Work<Schema, T> work) {
    return database.read(work);
  }

  /// See [SqliteDatabase#write].
  <T extends @Nullable Object> T write(Work<Schema, T> work) {
    return database.write(work);
  }

  /// See [SqliteDatabase#writeSoon].
  <T extends @Nullable Object> T writeSoon(Work<Schema, T> work) {
    return database.writeSoon(work);
  }

  /// See [SqliteDatabase#soon].
  <T> Optional<T> soon(Function<State, T> quick) {
    return database.soon(quick);
  }

  /// See [SqliteDatabase#atOnce].
  <T> Optional<T> atOnce(Function<State, T> quick) {
    return database.atOnce(quick);
  }

  /// See [SqliteDatabase#state].
  State state() {
    return database.state();
  }

  Recent<List<Message>> conversations() {
    return conversations;
  }

  Recent<Session> sessions() {
    return sessions;
  }

  KnownTotals totals() {
    return totals;
  }

  /// Starts a change of a session or its messages, which invalidates all that was read of them
  /// before. Call inside its transaction.
  void change(SessionId id) {
    totals.change(id);
    conversations.change(id);
    sessions.change(id);
  }

  Fences fences() {
    return fences;
  }

  /// Waits for the work in progress and closes the file. May be called several times.
  @Override
  public void close() {
    database.close();
  }

  private record Tables(DatabaseFile file) implements SqliteDatabase.Layout<Schema> {
    @Override
    public Schema bringUpToDate(Handle writer, SqliteConnections connections) throws IOException {
      return SchemaMigration.run(
          writer, new LegacySessions(file.folder()), new MigrationBackup(file, connections));
    }

    @Override
    public Schema read(Handle handle) {
      return Schema.of(handle);
    }
  }
}
