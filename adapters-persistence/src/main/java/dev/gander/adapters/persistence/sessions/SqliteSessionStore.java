package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sqlite.SqliteDatabase.State;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionActivity;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionPlace;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sessions in goose's database.
public final class SqliteSessionStore implements SessionStore {
  private final SessionDatabase database;
  private final SessionLists lists;
  private final SessionIds ids;
  private final IdSource messageIds;
  private final Clock clock;
  private final KnownTexts texts = new KnownTexts();

  /// @param retiredIds the file that remembers the numbers of deleted sessions
  public SqliteSessionStore(
      SessionDatabase database, Path retiredIds, IdSource messageIds, Clock clock) {
    this.database = database;
    this.lists = new SessionLists(database);
    this.ids = new SessionIds(retiredIds);
    this.messageIds = messageIds;
    this.clock = clock;
  }

  @Override
  public Session create(SessionDetails details, Iterable<Message> messages) {
    return database.write(
        (handle, schema) -> {
          Instant now = clock.instant();
          SessionId id = nextId(handle, now);
          database.change(id);
          insert(handle, schema, new Session(id, details, SessionActivity.begun(now)));
          ImportedMessages imported = new ImportedMessages(id, messages, messageIds);
          MessageRows.insert(handle, id, imported);
          if (!imported.areInOrder()) {
            MessageRows.sort(handle, id);
          }
          return existing(handle, schema, id);
        });
  }

  @Override
  public Optional<Session> find(SessionId id) {
    Optional<Look> look = database.atOnce(state -> look(state, id));
    Optional<Session> known = look.flatMap(it -> it.session().value());
    if (known.isPresent()) {
      return known;
    }
    Optional<MessageTotals> totals = look.flatMap(Look::knownTotals);
    Optional<Session> read = database.read((handle, schema) -> read(handle, schema, id, totals));
    look.ifPresent(it -> read.ifPresent(session -> keep(it, session)));
    return read;
  }

  /// What is known of a session in one state of the file, and where to keep what is read.
  private record Look(
      Recent.Look<Session> session, KnownTotals.Look totals, Optional<MessageTotals> knownTotals) {}

  private Look look(State state, SessionId id) {
    return new Look(
        database.sessions().look(id, state),
        database.totals().look(state),
        database.totals().known(state, id));
  }

  private void keep(Look look, Session read) {
    look.session().keep(read);
    database.totals().keep(look.totals(), Map.of(read.id(), MessageTotals.of(read.activity())));
  }

  @Override
  public Session update(SessionId id, UnaryOperator<SessionDetails> change) {
    return database.writeSoon(
        (handle, schema) -> {
          Session old = existing(handle, schema, id);
          database.sessions().change(id);
          SessionDetails changed = change.apply(old.details());
          Instant now = clock.instant();
          Map<String, @Nullable Object> row = changes(schema, old.details(), changed);
          row.put("updated_at", StoredTime.toSql(now));
          update(handle, id, row);
          if (schema.hasUsageLedger()) {
            UsageLedger.record(handle, old, changed, now);
          }
          // Reading the row again would count its messages again.
          return new Session(
              id, changed, old.activity().withUpdatedAt(now.truncatedTo(ChronoUnit.SECONDS)));
        });
  }

  @Override
  public void delete(SessionId id) {
    database.write(
        (handle, schema) -> {
          existing(handle, schema, id);
          ids.retire(id);
          database.change(id);
          handle.execute("DELETE FROM messages WHERE session_id = ?", id.value());
          if (schema.hasUsageLedger()) {
            handle.execute("DELETE FROM usage_ledger WHERE session_id = ?", id.value());
          }
          return handle.execute("DELETE FROM sessions WHERE id = ?", id.value());
        });
    database.fences().forget(id);
  }

  @Override
  public List<Session> list(Set<SessionType> types) {
    return lists.list(types);
  }

  @Override
  public List<SessionPlace> places(Set<SessionType> types, @Nullable String workingDir) {
    return lists.places(types, workingDir);
  }

  @Override
  public Map<SessionId, Long> sizes() {
    return database.read(
        (handle, _) ->
            handle
                .createQuery(
                    "SELECT session_id, sum(octet_length(content_json)) AS bytes FROM messages"
                        + " GROUP BY session_id")
                .map(
                    row ->
                        Map.entry(new SessionId(row.getString("session_id")), row.getLong("bytes")))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public List<Session> all(List<SessionId> ids) {
    return lists.all(ids);
  }

  private SessionId nextId(Handle handle, Instant now) {
    return ids.next(handle, LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  private static void insert(Handle handle, Schema schema, Session session) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", session.id().value());
    row.put("created_at", StoredTime.toSql(session.activity().createdAt()));
    row.put("updated_at", StoredTime.toSql(session.activity().updatedAt()));
    SessionColumns.values(session.details())
        .forEach(
            (column, value) -> {
              if (schema.has(column)) {
                row.put(column, value);
              }
            });
    SessionColumns.insert(handle, row);
  }

  private Session existing(Handle handle, Schema schema, SessionId id) {
    Look look = look(database.state(), id);
    Optional<Session> known = look.session().value();
    return known.isPresent()
        ? known.get()
        : read(handle, schema, id, look.knownTotals()).orElseThrow(() -> new SessionNotFound(id));
  }

  /// @param totals read too if they are not known
  private Optional<Session> read(
      Handle handle, Schema schema, SessionId id, Optional<MessageTotals> totals) {
    String select = totals.isPresent() ? schema.selectBareSession() : schema.selectSession();
    SessionReader reader =
        new SessionReader(
            row -> totals.isPresent() ? totals.get() : MessageTotals.read(row), texts);
    return handle.select(select, id.value()).map(reader).findOne();
  }

  private static Map<String, @Nullable Object> changes(
      Schema schema, SessionDetails old, SessionDetails changed) {
    Map<String, @Nullable Object> before = SessionColumns.values(old);
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    SessionColumns.values(changed)
        .forEach(
            (column, value) -> {
              if (schema.has(column) && !Objects.equals(before.get(column), value)) {
                row.put(column, value);
              }
            });
    return row;
  }

  private static void update(Handle handle, SessionId id, Map<String, @Nullable Object> row) {
    String columns =
        row.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
    row.put("id", id.value());
    handle.execute("UPDATE sessions SET " + columns + " WHERE id = ?", row.values().toArray());
  }
}
