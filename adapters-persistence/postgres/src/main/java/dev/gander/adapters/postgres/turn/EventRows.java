package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.cluster.SharedEvents.Heard;
import dev.gander.domain.cluster.SharedEvents.OpenTurn;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEventJson;
import dev.gander.json.jackson.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads rows of events and turns.
final class EventRows {
  /// A number that no earlier event can have had.
  static final String NOW = "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint";

  /// The number before the first event of a session: others than any that earlier events can have
  /// had, unless there cannot have been any.
  static final String START = "CASE WHEN :fresh THEN 0 ELSE " + NOW + " END";

  private static final String HEARD =
      "SELECT e.session_id, e.seq, e.turn, e.request, e.event"
          + " FROM unnest(:sessions, :after) AS a (session_id, after)"
          + " JOIN session_event e ON e.session_id = a.session_id AND e.seq > a.after"
          + " ORDER BY e.session_id, e.seq";

  private static final String OPEN =
      "SELECT t.*, "
          + TurnTables.IS_DEAD
          + " AS is_dead FROM session_turn t WHERE t.session_id = ANY (:sessions) ORDER BY t.turn";

  private EventRows() {}

  static Map<SessionId, List<Heard>> heard(Handle handle, Map<SessionId, Long> after) {
    List<String> sessions = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    after.forEach(
        (session, number) -> {
          sessions.add(session.value());
          numbers.add(number);
        });
    Map<SessionId, List<Heard>> heard = new HashMap<>();
    handle
        .createQuery(HEARD)
        .bindArray("sessions", "text", sessions)
        .bindArray("after", "int8", numbers)
        .map(
            row ->
                heard
                    .computeIfAbsent(
                        new SessionId(row.getString("session_id")), _ -> new ArrayList<>())
                    .add(new Heard(row.getLong("turn"), published(row))))
        .list();
    return heard;
  }

  static Published published(ResultSet row) throws SQLException {
    return new Published(
        row.getLong("seq"),
        JsonFields.asText(JsonText.parse(row.getString("request"))),
        TurnEventJson.read(JsonText.parse(row.getString("event"))));
  }

  static Map<SessionId, List<OpenTurn>> open(Handle handle, List<String> sessions) {
    record Row(SessionId session, OpenTurn turn) {}
    return handle
        .createQuery(OPEN)
        .bindArray("sessions", "text", sessions)
        .map(row -> new Row(new SessionId(row.getString("session_id")), turn(row)))
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Row::session, Collectors.mapping(Row::turn, Collectors.toList())));
  }

  private static OpenTurn turn(ResultSet row) throws SQLException {
    return new OpenTurn(
        row.getLong("turn"),
        new RunningTurn(
            JsonFields.asText(JsonText.parse(row.getString("request"))),
            MessageJson.read(
                JsonText.parse(row.getString("message")), MessageJson.Reading.TOLERANT)),
        row.getString("node"),
        row.getBoolean("active"),
        row.getBoolean("is_dead"),
        row.getLong("after"));
  }

  static Map<SessionId, Long> newest(Handle handle, List<String> sessions) {
    record Row(SessionId session, long newest) {}
    return handle
        .createQuery(
            "SELECT session_id, newest FROM session_log WHERE session_id = ANY (:sessions)")
        .bindArray("sessions", "text", sessions)
        .map(row -> new Row(new SessionId(row.getString(1)), row.getLong(2)))
        .list()
        .stream()
        .collect(Collectors.toMap(Row::session, Row::newest));
  }
}
