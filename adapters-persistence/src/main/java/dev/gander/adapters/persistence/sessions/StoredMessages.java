package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import java.util.ArrayList;
import java.util.List;

/// Messages as they are stored.
///
/// @param ids for those without one
public record StoredMessages(IdSource ids) {
  /// The messages with ids; none is earlier than `newest` or the one before it.
  public List<Message> inOrder(SessionId id, List<Message> messages, long newest) {
    List<Message> stored = new ArrayList<>(messages.size());
    long floor = newest;
    for (Message message : messages) {
      floor = Math.max(floor, message.created());
      String messageId = message.id() == null ? "msg_" + id + "_" + ids.uuid() : message.id();
      stored.add(message.withId(messageId).withCreated(floor));
    }
    return List.copyOf(stored);
  }

  /// Whether each id belongs to one row, which is visible to the model.
  public static boolean areOneEachAndSeen(List<MessageRows.Row> rows, List<String> messageIds) {
    List<String> found =
        rows.stream()
            .map(MessageRows.Row::message)
            .filter(Message::isAgentVisible)
            .map(Message::id)
            .toList();
    return found.equals(messageIds) && rows.size() == messageIds.size();
  }
}
