package dev.gander.domain.cluster;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import java.util.List;

/// A session as it is stored, for another store: two are equal if they are stored alike.
///
/// @param columns the values of its row by column, without those that are NULL
/// @param messages the values of its messages, in the order in which they were stored
public record StoredSession(SessionId id, JsonObject columns, List<JsonObject> messages) {
  public StoredSession {
    messages = List.copyOf(messages);
  }

  /// Whether the other is this session at another time, and not another one that got the same id.
  public boolean isOnceThe(StoredSession other) {
    return id.equals(other.id)
        && columns.text("created_at").equals(other.columns.text("created_at"));
  }
}
