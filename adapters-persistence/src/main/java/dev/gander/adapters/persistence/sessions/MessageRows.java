package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.RowReader;
import dev.gander.adapters.persistence.sql.SqlBatch;
import dev.gander.adapters.persistence.sql.SqlQuery;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.AnsweredConversation;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Messages as rows of the table `messages`. A row is identified by its number: forks and the parts
/// of one answer share message ids.
public final class MessageRows {
  private static final System.Logger LOG = System.getLogger(MessageRows.class.getName());
  private static final String SELECT =
      """
      SELECT id, message_id, role, content_json, created_timestamp, metadata_json
        FROM messages WHERE session_id = :session""";

  /// A row without a number gets the next one. The content comes as UTF-8, which the driver would
  /// make of a text: a huge one is not to exist twice.
  private static final String INSERT =
      """
      INSERT INTO messages
        (id, message_id, session_id, role, content_json, created_timestamp, metadata_json)
        VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?)""";

  /// Sorts the numbers of the rows only, in memory; their contents would go to a temporary file.
  static final String SELECT_IN_ORDER =
      "WITH ordered AS MATERIALIZED (SELECT id FROM messages WHERE session_id = :session ORDER BY "
          + StoredTime.SECOND
          + ", id LIMIT -1) "
          + """
          SELECT m.id, m.message_id, m.role, m.content_json, m.created_timestamp, m.metadata_json
            FROM ordered CROSS JOIN messages m ON m.id = ordered.id""";

  /// In chars.
  private static final int HUGE = 1024 * 1024;

  /// A message and the number of its row.
  public record Row(long number, Message message) {}

  private MessageRows() {}

  /// The readable messages of a session in order; unreadable rows are left alone. Sorting here is
  /// faster than [#stream]: rows come by number, which is nearly the order.
  public static List<Row> read(Handle handle, SessionId session) {
    return sorted(handle.createQuery(SELECT + " ORDER BY id").bind("session", session.value()));
  }

  /// The readable rows of one message.
  public static List<Row> read(Handle handle, SessionId session, String messageId) {
    return sorted(
        handle
            .createQuery(SELECT + " AND message_id = :message ORDER BY id")
            .bind("session", session.value())
            .bind("message", messageId));
  }

  private static List<Row> sorted(SqlQuery query) {
    List<Row> rows = new ArrayList<>();
    try (Stream<Row> unsorted = readable(query)) {
      unsorted.forEach(rows::add);
    }
    rows.sort((a, b) -> Long.compare(a.message().created(), b.message().created()));
    return rows;
  }

  /// Like [#read], but one by one, from one snapshot. Must be closed.
  static Stream<Row> stream(Handle handle, SessionId session) {
    return readable(handle.createQuery(SELECT_IN_ORDER).bind("session", session.value()));
  }

  /// The readable rows of a query for the columns of a message. Must be closed.
  public static Stream<Row> readable(SqlQuery query) {
    return query.map(mapper()).stream().flatMap(Optional::stream);
  }

  /// Reads the rows of one query; empty for an unreadable one.
  public static RowReader<Optional<Row>> mapper() {
    // Nearly all messages of a session have the same metadata.
    Map<String, MessageMetadata> metadata = new HashMap<>();
    return row -> read(row, metadata);
  }

  /// The second of the newest message. Other programs may store the messages of one round out of
  /// order, so the last few rows are read.
  public static long newest(Handle handle, SessionId session) {
    return handle
        .createQuery(
            """
            SELECT created_timestamp FROM messages WHERE session_id = :id
              ORDER BY id DESC LIMIT 4""")
        .bind("id", session.value())
        .mapTo(Long.class)
        .stream()
        .mapToLong(Message::second)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /// The readable messages in the last rows, in their order.
  public static List<Row> last(Handle handle, SessionId session, int most) {
    return sorted(
        handle
            .createQuery(
                "SELECT * FROM (" + SELECT + " ORDER BY id DESC LIMIT :most) AS newest ORDER BY id")
            .bind("session", session.value())
            .bind("most", most));
  }

  /// The readable messages in the rows from one number to another, in their order.
  static List<Row> between(Handle handle, SessionId session, long first, long last) {
    return sorted(
        handle
            .createQuery(SELECT + " AND id BETWEEN :first AND :last ORDER BY id")
            .bind("session", session.value())
            .bind("first", first)
            .bind("last", last));
  }

  static void insert(Handle handle, SessionId session, Iterable<Message> messages) {
    for (Message message : messages) {
      insert(handle, session, message, Optional.empty());
    }
  }

  /// Inserts messages, and leaves the number after each one with tool calls to its answer.
  static void append(Handle handle, SessionId session, List<Message> messages) {
    int from = 0;
    for (int at = 0; at < messages.size(); at++) {
      if (!messages.get(at).toolRequests().isEmpty()) {
        insert(handle, session, messages.subList(from, at + 1));
        handle.execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'messages'");
        from = at + 1;
      }
    }
    insert(handle, session, messages.subList(from, messages.size()));
  }

  /// A free number, and the seconds of the rows before and behind it.
  public record Place(long number, long asked, long next) {
    public long created(Message answer) {
      return AnsweredConversation.created(answer.created(), asked, next);
    }
  }

  /// The place directly after a message, if it is free.
  public static Optional<Place> placeAfter(Handle handle, SessionId session, String messageId) {
    return handle
        .createQuery(
            """
            SELECT id, created_timestamp,
                (SELECT min(created_timestamp) FROM messages later
                  WHERE later.session_id = asked.session_id AND later.id > asked.id) AS next
              FROM messages asked
              WHERE session_id = :session AND message_id = :message
                AND NOT EXISTS (SELECT 1 FROM messages taken WHERE taken.id = asked.id + 1)
              ORDER BY id DESC LIMIT 1""")
        .bind("session", session.value())
        .bind("message", messageId)
        .map(row -> place(row))
        .findOne();
  }

  private static Place place(ResultSet row) throws SQLException {
    long next = row.getLong("next");
    boolean isLast = row.wasNull();
    return new Place(
        row.getLong("id") + 1,
        Message.second(row.getLong("created_timestamp")),
        isLast ? Long.MAX_VALUE : Message.second(next));
  }

  /// Inserts a message in a place, or as the last row.
  static void insert(Handle handle, SessionId session, Message message, Optional<Place> place) {
    handle.execute(
        INSERT,
        place.map(Place::number).orElse(null),
        message.id(),
        session.value(),
        message.role().wire(),
        JsonText.bytes(MessageJson.writeContent(message.content())),
        message.created(),
        JsonText.write(MessageJson.writeMetadata(message.metadata())));
  }

  /// Renumbers the rows of a session by their seconds, so that the last rows are the newest
  /// messages.
  public static void sort(Handle handle, SessionId session) {
    long last =
        handle
            .createQuery("SELECT max(id) FROM messages WHERE session_id = :id")
            .bind("id", session.value())
            .mapTo(Long.class)
            .one();
    handle.execute(
        """
        INSERT INTO messages
          (message_id, session_id, role, content_json, created_timestamp, metadata_json)
          SELECT message_id, session_id, role, content_json, created_timestamp, metadata_json
            FROM messages WHERE session_id = ? ORDER BY\s"""
            + StoredTime.SECOND
            + ", id",
        session.value());
    handle.execute("DELETE FROM messages WHERE session_id = ? AND id <= ?", session.value(), last);
  }

  /// The message as it will be read back from its row. Huge texts are shared with the given message
  /// instead of being parsed again.
  public static Message asRead(Message message) {
    Json written = MessageJson.writeContent(message.content());
    Json content = length(written) < HUGE ? JsonText.parse(JsonText.write(written)) : written;
    return message.withContent(MessageJson.readContent(content, Reading.TOLERANT));
  }

  /// Of the texts in a value, in chars.
  private static long length(Json value) {
    return switch (value) {
      case JsonObject(Map<String, Json> members) ->
          members.values().stream().mapToLong(MessageRows::length).sum();
      case JsonArray(List<Json> items) -> items.stream().mapToLong(MessageRows::length).sum();
      case JsonString(String text) -> text.length();
      case JsonNumber _, JsonBool _, JsonNull _ -> 0;
    };
  }

  public static void delete(Handle handle, List<Row> rows) {
    SqlBatch batch = handle.prepareBatch("DELETE FROM messages WHERE id = ?");
    rows.forEach(row -> batch.add(row.number()));
    batch.execute();
  }

  static void writeMetadata(Handle handle, Row row, MessageMetadata metadata) {
    handle.execute(
        "UPDATE messages SET metadata_json = ? WHERE id = ?",
        JsonText.write(MessageJson.writeMetadata(metadata)),
        row.number());
  }

  private static Optional<Row> read(ResultSet row, Map<String, MessageMetadata> known)
      throws SQLException {
    long number = row.getLong("id");
    try {
      Message message =
          new Message(
              row.getString("message_id"),
              Role.read(Json.of(row.getString("role"))),
              Message.second(row.getLong("created_timestamp")),
              MessageJson.readContent(
                  JsonText.parse(row.getString("content_json")), Reading.TOLERANT),
              metadata(row.getString("metadata_json"), known));
      return Optional.of(new Row(number, message));
    } catch (InvalidInput e) {
      LOG.log(Level.DEBUG, "message row {0} cannot be read: {1}", number, e.text());
      return Optional.empty();
    }
  }

  private static MessageMetadata metadata(
      @Nullable String stored, Map<String, MessageMetadata> known) {
    return stored == null
        ? MessageMetadata.VISIBLE
        : known.computeIfAbsent(stored, MessageRows::metadata);
  }

  private static MessageMetadata metadata(String stored) {
    try {
      return MessageJson.readMetadata(JsonText.parse(stored), Reading.TOLERANT);
    } catch (InvalidInput _) {
      return MessageMetadata.VISIBLE;
    }
  }
}
