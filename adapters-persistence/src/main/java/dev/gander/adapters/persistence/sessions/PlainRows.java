package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlBatch;
import dev.gander.domain.cluster.StoredSession;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.session.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows of sessions and messages, in goose's columns, in SQL that each database understands.
public final class PlainRows {
  private static final List<String> MESSAGE =
      List.of(
          "message_id",
          "role",
          "content_json",
          "created_timestamp",
          "timestamp",
          "tokens",
          "metadata_json");

  private static final int LARGEST_BATCH = 100;

  private PlainRows() {}

  public static List<SessionId> ids(Handle handle) {
    return handle.createQuery("SELECT id FROM sessions").mapTo(String.class).stream()
        .map(SessionId::new)
        .toList();
  }

  public static Optional<StoredSession> find(Handle handle, SessionId id) {
    List<String> columns = SessionColumns.besidesId();
    return handle
        .createQuery("SELECT " + String.join(", ", columns) + " FROM sessions WHERE id = :id")
        .bind("id", id.value())
        .map(row -> values(row, columns))
        .findOne()
        .map(row -> new StoredSession(id, row, messages(handle, id)));
  }

  private static List<JsonObject> messages(Handle handle, SessionId id) {
    return handle
        .createQuery(
            "SELECT "
                + String.join(", ", MESSAGE)
                + " FROM messages WHERE session_id = :id ORDER BY id")
        .bind("id", id.value())
        .map(row -> values(row, MESSAGE))
        .list();
  }

  private static JsonObject values(ResultSet row, List<String> columns) throws SQLException {
    JsonObject.Builder values = JsonObject.builder();
    for (String column : columns) {
      values.putIfPresent(column, value(row, column));
    }
    return values.build();
  }

  private static @Nullable Json value(ResultSet row, String column) throws SQLException {
    Json value =
        switch (kind(column)) {
          case TRUTH -> Json.of(row.getBoolean(column));
          case WHOLE -> JsonNumber.of(row.getLong(column));
          case REAL -> JsonNumber.of(row.getDouble(column));
          case TEXT -> {
            String text = row.getString(column);
            yield new JsonString(text == null ? "" : text.replace('\0', '\uFFFD'));
          }
        };
    return row.wasNull() && kind(column) != Kind.TRUTH ? null : value;
  }

  private enum Kind {
    TRUTH,
    WHOLE,
    REAL,
    TEXT
  }

  private static Kind kind(String column) {
    return switch (column) {
      case "user_set_name" -> Kind.TRUTH;
      case "accumulated_cost" -> Kind.REAL;
      case "created_timestamp", "tokens" -> Kind.WHOLE;
      case String name -> name.endsWith("_tokens") ? Kind.WHOLE : Kind.TEXT;
    };
  }

  /// Stores a session in place of one with its id.
  public static void put(Handle handle, StoredSession session) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    SessionColumns.besidesId().forEach(it -> row.put(it, plain(session.columns().get(it))));
    handle.execute("DELETE FROM messages WHERE session_id = ?", session.id().value());
    if (update(handle, session.id(), row) == 0) {
      row.put("id", session.id().value());
      SessionColumns.insert(handle, row);
    }
    SqlBatch batch =
        handle.prepareBatch(
            "INSERT INTO messages (session_id, "
                + String.join(", ", MESSAGE)
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    for (JsonObject message : session.messages()) {
      List<@Nullable Object> values = new ArrayList<>();
      values.add(session.id().value());
      MESSAGE.forEach(column -> values.add(plain(message.get(column))));
      batch.add(values.toArray());
      if (batch.size() == LARGEST_BATCH) {
        batch.execute();
      }
    }
    batch.execute();
  }

  private static int update(Handle handle, SessionId id, Map<String, @Nullable Object> row) {
    String columns =
        row.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
    List<@Nullable Object> values = new ArrayList<>(row.values());
    values.add(id.value());
    return handle.execute("UPDATE sessions SET " + columns + " WHERE id = ?", values.toArray());
  }

  private static @Nullable Object plain(@Nullable Json value) {
    return switch (value) {
      case null -> null;
      case JsonString(String text) -> text;
      case JsonBool truth -> truth.value();
      case JsonNumber number ->
          number.integer().isPresent()
              ? (Object) number.integer().getAsLong()
              : (Object) number.doubleValue();
      case JsonNull _ -> null;
      case Json other -> throw new IllegalArgumentException("no value of a column: " + other);
    };
  }
}
