package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.sessions.ImportedMessages;
import dev.gander.adapters.persistence.sessions.MessageRows;
import dev.gander.adapters.persistence.sessions.MessageTotals;
import dev.gander.adapters.persistence.sessions.SessionColumns;
import dev.gander.adapters.persistence.sessions.SessionReader;
import dev.gander.adapters.persistence.sessions.StoredTime;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.postgres.database.Opening;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.database.StoredText;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Sessions in PostgreSQL.
public final class PostgresSessions implements SessionStore {
  private final PostgresDatabase database;
  private final IdSource messageIds;
  private final Clock clock;

  public PostgresSessions(PostgresDatabase database, IdSource messageIds, Clock clock) {
    this.database = database;
    this.messageIds = messageIds;
    this.clock = clock;
  }

  @Override
  public Session create(SessionDetails details, Iterable<Message> messages) {
    return database.write(
        handle -> {
          Instant now = clock.instant();
          SessionId id = nextId(handle, now);
          insert(handle, new Session(id, details, SessionActivity.begun(now)));
          ImportedMessages imported = new ImportedMessages(id, messages, messageIds);
          InsertedMessages.insert(handle, id, imported);
          if (!imported.areInOrder()) {
            MessageRows.sort(handle, id);
          }
          return existing(handle, id);
        });
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return database.read(handle -> find(handle, id));
  }

  @Override
  public Session update(SessionId id, UnaryOperator<SessionDetails> change) {
    return database.write(
        locking(id, Opening.NUMBER_SOON),
        (handle, _) -> {
          Session old = existing(handle, id);
          SessionDetails changed = change.apply(old.details());
          Instant now = clock.instant();
          Map<String, @Nullable Object> row = changes(old.details(), changed);
          row.put("updated_at", StoredTime.toSql(now));
          update(handle, id, row);
          return new Session(
              id, changed, old.activity().withUpdatedAt(now.truncatedTo(ChronoUnit.SECONDS)));
        });
  }

  /// Before anything is read: a statement that waits for a row sees the other tables as they were
  /// before it waited.
  private static Opening<Boolean> locking(SessionId id, String number) {
    return new Opening<>(
        "SELECT " + number + " FROM sessions WHERE id = :id FOR UPDATE",
        Map.of("id", id.value()),
        _ -> true,
        () -> new SessionNotFound(id));
  }

  @Override
  public void delete(SessionId id) {
    database.write(
        locking(id, Opening.NUMBER),
        (handle, _) -> {
          handle.execute("DELETE FROM messages WHERE session_id = ?", id.value());
          PostgresFences.forget(handle, id);
          return handle.execute("DELETE FROM sessions WHERE id = ?", id.value());
        });
  }

  @Override
  public List<Session> list(Set<SessionType> types) {
    return sessions("s.session_type = ANY(:wanted)", wire(types)).stream()
        .sorted(Session.NEWEST_FIRST)
        .toList();
  }

  @Override
  public List<Session> all(List<SessionId> ids) {
    Map<SessionId, Session> found = new HashMap<>();
    sessions("s.id = ANY(:wanted)", ids.stream().map(SessionId::value).toList())
        .forEach(session -> found.put(session.id(), session));
    return ids.stream().map(found::get).filter(Objects::nonNull).toList();
  }

  private List<Session> sessions(String condition, List<String> wanted) {
    return database.read(
        handle ->
            handle
                .createQuery(SessionColumns.select() + "WHERE " + condition)
                .bindArray("wanted", "text", wanted)
                .map(new SessionReader(MessageTotals::read))
                .list());
  }

  /// Compares the stored types: one that we do not know reads as `user` but is not listed.
  private static List<String> wire(Set<SessionType> types) {
    return types.stream().map(SessionType::wire).toList();
  }

  @Override
  public List<SessionPlace> places(Set<SessionType> types, @Nullable String workingDir) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT s.id, s.created_at, s.updated_at, "
                        + SessionColumns.SUMS
                        + " FROM sessions s WHERE s.session_type = ANY(:types)"
                        + " AND coalesce(s.working_dir = :folder, true)")
                .bindArray("types", "text", wire(types))
                .bind("folder", workingDir)
                .map(row -> place(row))
                .stream()
                .flatMap(Optional::stream)
                .sorted()
                .toList());
  }

  /// Empty for a session without messages.
  private static Optional<SessionPlace> place(ResultSet row) throws SQLException {
    MessageTotals totals = MessageTotals.read(row);
    return totals.count() == 0
        ? Optional.empty()
        : Optional.of(
            new SessionPlace(
                Objects.requireNonNullElse(totals.last(), SessionReader.updated(row)),
                SessionReader.id(row)));
  }

  @Override
  public Map<SessionId, Long> sizes() {
    return database.read(
        handle -> {
          try (Stream<Map.Entry<SessionId, Long>> sizes =
              handle
                  .createQuery(
                      "SELECT session_id, sum(octet_length(content_json)) AS bytes FROM messages"
                          + " GROUP BY session_id")
                  .map(
                      row ->
                          Map.entry(
                              new SessionId(row.getString("session_id")), row.getLong("bytes")))
                  .stream()) {
            return sizes.collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
          }
        });
  }

  /// The day's row stays locked until the session is stored; what is rolled back gives its number
  /// back.
  private static SessionId nextId(Handle handle, Instant now) {
    String day = DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(now, ZoneOffset.UTC));
    long number =
        handle
            .createQuery(
                """
                INSERT INTO day_number AS d VALUES (:day, 1)
                  ON CONFLICT (day) DO UPDATE SET n = d.n + 1 RETURNING n""")
            .bind("day", day)
            .mapTo(Long.class)
            .one();
    return new SessionId(day + "_" + number);
  }

  private static void insert(Handle handle, Session session) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", session.id().value());
    row.put("created_at", StoredTime.toSql(session.activity().createdAt()));
    row.put("updated_at", StoredTime.toSql(session.activity().updatedAt()));
    row.putAll(values(session.details()));
    SessionColumns.insert(handle, row);
  }

  private static Session existing(Handle handle, SessionId id) {
    return find(handle, id).orElseThrow(() -> new SessionNotFound(id));
  }

  private static Optional<Session> find(Handle handle, SessionId id) {
    return handle
        .createQuery(SessionColumns.select() + "WHERE s.id = :id")
        .bind("id", id.value())
        .map(new SessionReader(MessageTotals::read))
        .findOne();
  }

  private static Map<String, @Nullable Object> changes(SessionDetails old, SessionDetails changed) {
    Map<String, @Nullable Object> row = values(changed);
    Map<String, @Nullable Object> before = values(old);
    row.entrySet().removeIf(entry -> Objects.equals(before.get(entry.getKey()), entry.getValue()));
    return row;
  }

  private static Map<String, @Nullable Object> values(SessionDetails details) {
    Map<String, @Nullable Object> values = SessionColumns.values(details);
    values.replaceAll(
        (column, value) ->
            value instanceof String text && isJson(column) ? StoredText.json(text) : value);
    return values;
  }

  private static boolean isJson(String column) {
    return column.endsWith("_json") || column.equals("extension_data");
  }

  private static void update(Handle handle, SessionId id, Map<String, @Nullable Object> row) {
    String columns =
        row.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
    row.put("id", id.value());
    handle.execute("UPDATE sessions SET " + columns + " WHERE id = ?", row.values().toArray());
  }
}
