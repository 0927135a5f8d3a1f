package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.sessions.MessageRows;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlBatch;
import dev.gander.adapters.postgres.database.StoredText;
import dev.gander.domain.json.Json;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.util.Optional;

/// Writes messages as rows; [MessageRows] reads them.
final class InsertedMessages {
  private static final String COLUMNS =
      "message_id, session_id, role, content_json, created_timestamp, metadata_json";

  /// A batch holds the texts of its rows until it is executed.
  private static final int LARGEST_BATCH = 500;

  private InsertedMessages() {}

  static void insert(Handle handle, SessionId session, Iterable<Message> messages) {
    SqlBatch batch =
        handle.prepareBatch("INSERT INTO messages (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)");
    for (Message message : messages) {
      batch.add(
          message.id(),
          session.value(),
          message.role().wire(),
          content(message),
          message.created(),
          json(MessageJson.writeMetadata(message.metadata())));
      if (batch.size() == LARGEST_BATCH) {
        batch.execute();
      }
    }
    batch.execute();
  }

  static void insert(
      Handle handle, SessionId session, Message message, Optional<MessageRows.Place> place) {
    String number = place.isPresent() ? String.valueOf(place.get().number()) : "DEFAULT";
    handle.execute(
        "INSERT INTO messages (id, " + COLUMNS + ") VALUES (" + number + ", ?, ?, ?, ?, ?, ?)",
        message.id(),
        session.value(),
        message.role().wire(),
        content(message),
        message.created(),
        json(MessageJson.writeMetadata(message.metadata())));
  }

  static void writeMetadata(Handle handle, MessageRows.Row row, MessageMetadata metadata) {
    handle.execute(
        "UPDATE messages SET metadata_json = ? WHERE id = ?",
        json(MessageJson.writeMetadata(metadata)),
        row.number());
  }

  private static String content(Message message) {
    return json(MessageJson.writeContent(message.content()));
  }

  private static String json(Json json) {
    return StoredText.json(JsonText.write(json));
  }
}
