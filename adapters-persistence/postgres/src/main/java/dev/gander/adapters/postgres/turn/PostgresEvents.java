package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.postgres.database.Opening;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.own.NodeTable;
import dev.gander.domain.cluster.SharedEvents;
import dev.gander.domain.json.Json;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEventJson;
import dev.gander.json.jackson.JsonText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Events as rows: each append is one statement, whatever it brings, and so is each read of what is
/// new.
public final class PostgresEvents implements SharedEvents {
  private static final String NOTIFY = "SELECT pg_notify(:channel, '" + AppendSql.TOPIC + " ' || ";

  private static final String BEGIN =
      turn(
          """
          INSERT INTO session_log AS h (session_id, newest, node) VALUES (:session, %s, :node)
          ON CONFLICT (session_id) DO UPDATE SET used_at = excluded.used_at,
            node = excluded.node RETURNING newest, was_read"""
              .formatted(EventRows.START),
          ":message");

  private static final String TAKE_OVER =
      turn(
          """
          UPDATE session_log SET used_at = clock_timestamp(), node = :node
          WHERE session_id = :session AND EXISTS (SELECT 1 FROM dead)
          RETURNING newest, was_read""",
          "(SELECT message FROM dead LIMIT 1)");

  private static final String LISTEN =
      "INSERT INTO session_log AS h (session_id, newest, was_read) VALUES (:session, "
          + EventRows.START
          + ", true) ON CONFLICT (session_id) DO UPDATE SET was_read = true,"
          + " used_at = excluded.used_at";

  private static final String END =
      "WITH gone AS (DELETE FROM session_turn WHERE turn = ANY (:turns) RETURNING session_id) "
          + NOTIFY
          + "session_id) FROM (SELECT DISTINCT session_id FROM gone) x";

  private static final String LEAVE_OUT_NUMBERS =
      "UPDATE session_log SET newest = greatest(newest + 1, "
          + EventRows.NOW
          + ") WHERE session_id = :session";

  private static final String FORGET_UNREAD =
      """
      WITH gone AS (
        DELETE FROM session_log h WHERE h.session_id = :session AND NOT h.was_read
          AND NOT EXISTS (SELECT 1 FROM session_turn t WHERE t.session_id = :session)
        RETURNING h.session_id)
      DELETE FROM session_event WHERE session_id IN (SELECT session_id FROM gone)""";

  private final PostgresDatabase database;
  private final String node;

  public PostgresEvents(PostgresDatabase database, String node) {
    this.database = database;
    this.node = node;
  }

  /// The beginning of a turn: what dead nodes have left of it goes, and another one is open.
  private static String turn(String head, String message) {
    return """
        WITH alive AS (%s),
        dead AS (
          DELETE FROM session_turn t WHERE t.session_id = :session AND t.request = :request AND %s
          RETURNING message),
        head AS (%s),
        begun AS (
          INSERT INTO session_turn (session_id, request, message, node, after)
          SELECT :session, :request, %s, :node, newest FROM head RETURNING turn),
        news AS (SELECT pg_notify(:channel, '%s ' || :session) FROM head WHERE was_read)
        SELECT (SELECT turn FROM begun) AS turn, (SELECT count(*) FROM news) AS sent, %s"""
        .formatted(
            NodeTable.ENTER, TurnTables.IS_DEAD, head, message, AppendSql.TOPIC, Opening.NUMBER);
  }

  @Override
  public long begin(SessionId session, boolean isFresh, RunningTurn turn) {
    Map<String, Object> values = values(session, turn.requestId());
    values.put("fresh", isFresh);
    values.put("message", text(MessageJson.write(turn.message())));
    return turn(BEGIN, values).orElseThrow();
  }

  @Override
  public Optional<Long> takeOver(SessionId session, String requestId) {
    return turn(TAKE_OVER, values(session, requestId));
  }

  private Map<String, Object> values(SessionId session, String requestId) {
    Map<String, Object> values = new HashMap<>();
    values.put("session", session.value());
    values.put("request", text(Json.of(requestId)));
    values.put("node", node);
    values.put("channel", database.signals().channel());
    return values;
  }

  private Optional<Long> turn(String sql, Map<String, Object> values) {
    return database.write(
        new Opening<>(
            sql,
            values,
            row -> Optional.ofNullable(row.getObject("turn", Long.class)),
            IllegalStateException::new),
        (_, number) -> number);
  }

  private static String text(Json json) {
    return JsonText.write(json);
  }

  @Override
  public List<Long> append(List<Told> events) {
    List<Long> turns = new ArrayList<>();
    List<Long> places = new ArrayList<>();
    List<Long> tokens = new ArrayList<>();
    List<Boolean> ends = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Told told : events) {
      turns.add(told.turn());
      places.add(told.place());
      tokens.add(told.fence() == null ? 0 : told.fence().number());
      ends.add(told.event() instanceof TurnEvent.Finished);
      texts.add(text(TurnEventJson.write(told.event())));
    }
    return database.each(
        handle -> {
          List<Long> numbers = new ArrayList<>(Collections.nCopies(events.size(), 0L));
          handle
              .createQuery(AppendSql.APPEND)
              .bindArray("turns", "int8", turns)
              .bindArray("places", "int8", places)
              .bindArray("tokens", "int8", tokens)
              .bindArray("ends", "bool", ends)
              .bindArray("events", "text", texts)
              .bind("channel", database.signals().channel())
              .map(row -> numbers.set(row.getInt("pos") - 1, row.getLong("seq")))
              .list();
          return numbers;
        });
  }

  @Override
  public void deactivate(Collection<Long> turns) {
    var _ =
        database.each(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE session_turn SET active = false WHERE turn = ANY (:turns)")
                    .bindArray("turns", "int8", turns)
                    .execute());
  }

  @Override
  public void end(Collection<Long> turns) {
    var _ =
        database.each(
            handle ->
                handle
                    .createQuery(END)
                    .bindArray("turns", "int8", turns)
                    .bind("channel", database.signals().channel())
                    .map(_ -> true)
                    .list());
  }

  @Override
  public List<OpenTurn> open(SessionId session) {
    return database.read(
        handle ->
            EventRows.open(handle, List.of(session.value())).getOrDefault(session, List.of()));
  }

  @Override
  public Map<Long, SessionId> cutOff() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT t.turn, t.session_id FROM session_turn t WHERE t.node <> :node AND "
                        + TurnTables.IS_DEAD)
                .bind("node", node)
                .map(
                    row ->
                        Map.entry(row.getLong("turn"), new SessionId(row.getString("session_id"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public State listen(SessionId session, boolean isFresh, int most) {
    return database.each(
        handle -> {
          var _ =
              handle
                  .createUpdate(LISTEN)
                  .bind("session", session.value())
                  .bind("fresh", isFresh)
                  .execute();
          long newest =
              EventRows.newest(handle, List.of(session.value())).getOrDefault(session, 0L);
          List<OpenTurn> open =
              EventRows.open(handle, List.of(session.value())).getOrDefault(session, List.of());
          long after =
              open.stream()
                  .mapToLong(OpenTurn::after)
                  .reduce(Math.max(0, newest - most), Math::min);
          return state(newest, EventRows.heard(handle, Map.of(session, after)).get(session), open);
        });
  }

  private static State state(long newest, @Nullable List<Heard> events, List<OpenTurn> open) {
    List<Heard> heard = events == null ? List.of() : events;
    long last = heard.isEmpty() ? newest : heard.getLast().event().sequence();
    return new State(Math.max(newest, last), heard, open);
  }

  /// The events first: one of a turn whose beginning is not known would be lost to whoever joins.
  /// The newest last: it tells that a turn that is not open has told more.
  @Override
  public Map<SessionId, State> news(Map<SessionId, Long> after) {
    List<String> sessions = after.keySet().stream().map(SessionId::value).toList();
    return database.read(
        handle -> {
          Map<SessionId, List<Heard>> events = EventRows.heard(handle, after);
          Map<SessionId, List<OpenTurn>> open = EventRows.open(handle, sessions);
          Map<SessionId, State> news = new HashMap<>();
          EventRows.newest(handle, sessions)
              .forEach(
                  (session, newest) ->
                      news.put(
                          session,
                          state(
                              newest, events.get(session), open.getOrDefault(session, List.of()))));
          return news;
        });
  }

  @Override
  public void onNews(Consumer<Optional<SessionId>> then) {
    database.signals().on(AppendSql.TOPIC, session -> then.accept(session.map(SessionId::new)));
  }

  @Override
  public EventJournal.Reading read(SessionId session, long after) {
    return new EventPages(database, session, after);
  }

  @Override
  public Optional<Long> oldest(SessionId session) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT seq FROM session_event WHERE session_id = :session"
                        + " ORDER BY seq LIMIT 1")
                .bind("session", session.value())
                .mapTo(Long.class)
                .findOne());
  }

  @Override
  public boolean isKnown(SessionId session) {
    return database.read(
        handle -> EventRows.newest(handle, List.of(session.value())).containsKey(session));
  }

  @Override
  public void forget(SessionId session) {
    var _ = database.write(handle -> forget(handle, session));
  }

  private boolean forget(Handle handle, SessionId session) {
    for (String table : List.of("session_log", "session_turn", "session_event", "session_place")) {
      handle.execute("DELETE FROM " + table + " WHERE session_id = ?", session.value());
    }
    handle
        .createQuery(NOTIFY + ":session)")
        .bind("channel", database.signals().channel())
        .bind("session", session.value())
        .map(_ -> true)
        .list();
    return true;
  }

  /// The second statement sees what was appended before the first one had the session's row.
  @Override
  public void startOver(SessionId session) {
    var _ =
        database.write(
            handle -> {
              handle.createUpdate(LEAVE_OUT_NUMBERS).bind("session", session.value()).execute();
              return handle.execute(
                  "DELETE FROM session_event WHERE session_id = ?", session.value());
            });
  }

  @Override
  public void forgetUnread(SessionId session) {
    var _ =
        database.each(
            handle ->
                handle.createUpdate(FORGET_UNREAD).bind("session", session.value()).execute());
  }

  @Override
  public void age(Duration kept, Duration idle, Set<SessionId> followed) {
    new OldEvents(database, node).drop(kept, idle, followed);
  }
}
