package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.sessions.MessagePages;
import dev.gander.adapters.persistence.sessions.MessageRows;
import dev.gander.adapters.persistence.sessions.StoredMessages;
import dev.gander.adapters.persistence.sessions.StoredTime;
import dev.gander.adapters.postgres.database.Opening;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
import dev.gander.domain.session.SessionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Conversations in PostgreSQL. Each write locks its session first, and is fenced by the row of the
/// session's lease.
public final class PostgresConversations implements ConversationStore {
  private static final String IN_ORDER =
      "SELECT id, message_id, role, content_json, created_timestamp, metadata_json FROM messages"
          + " WHERE session_id = :session ORDER BY "
          + StoredTime.SECOND
          + ", id";

  private static final int FETCHED = 100;

  private final PostgresDatabase database;
  private final StoredMessages incoming;
  private final Clock clock;
  private final RecentMessages recent = new RecentMessages();

  public PostgresConversations(PostgresDatabase database, IdSource ids, Clock clock) {
    this.database = database;
    this.incoming = new StoredMessages(ids);
    this.clock = clock;
  }

  @Override
  public List<Message> messages(SessionId id) {
    return database.read(
        handle -> {
          Optional<Long> conversation = conversation(handle, id);
          return conversation.isEmpty()
              ? List.<Message>of()
              : recent
                  .find(id, conversation.get())
                  .orElseGet(() -> read(handle, id, conversation.get()));
        });
  }

  private static Optional<Long> conversation(Handle handle, SessionId id) {
    return handle
        .createQuery("SELECT conversation FROM sessions WHERE id = :id")
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne();
  }

  private List<Message> read(Handle handle, SessionId id, long conversation) {
    List<Message> messages = messages(MessageRows.read(handle, id));
    recent.keep(id, conversation, messages);
    return messages;
  }

  private static List<Message> messages(List<MessageRows.Row> rows) {
    return rows.stream().map(MessageRows.Row::message).toList();
  }

  @Override
  public List<Message> newest(SessionId id, int most) {
    return database.read(handle -> messages(MessageRows.last(handle, id, most)));
  }

  @Override
  public MessagePage page(SessionId id, MessageRange range, int most) {
    return database.read(handle -> MessagePages.read(handle, id, range, most));
  }

  @Override
  public <T> T read(SessionId id, Function<Iterator<Message>, T> reader) {
    return database.stream(
        handle -> {
          try (Stream<MessageRows.Row> rows =
              MessageRows.readable(
                  handle.createQuery(IN_ORDER).bind("session", id.value()).setFetchSize(FETCHED))) {
            return reader.apply(rows.map(MessageRows.Row::message).iterator());
          }
        });
  }

  /// Messages that were put at the end, and the number of the conversation with them.
  private record Appended(long conversation, List<Message> stored) {}

  @Override
  public List<Message> append(SessionId id, List<Message> messages, Fence fence) {
    Appended appended =
        database.write(
            touching(id, fence),
            (handle, locked) -> {
              locked.admit(handle, fence);
              long newest =
                  recent
                      .newest(id, locked.conversation() - 1)
                      .orElseGet(() -> MessageRows.newest(handle, id));
              List<Message> stored = incoming.inOrder(id, messages, newest);
              InsertedMessages.insert(handle, id, stored);
              return new Appended(locked.conversation(), stored);
            });
    recent.append(id, appended.conversation(), appended.stored());
    return appended.stored();
  }

  @Override
  public Message answer(SessionId id, String askedIn, Message answer, Fence fence) {
    return database.write(
        touching(id, fence),
        (handle, locked) -> {
          locked.admit(handle, fence);
          Optional<MessageRows.Place> place = MessageRows.placeAfter(handle, id, askedIn);
          long second =
              place.isPresent()
                  ? place.get().created(answer)
                  : Math.max(answer.created(), MessageRows.newest(handle, id));
          Message stored =
              incoming.inOrder(id, List.of(answer.withCreated(second)), second).getFirst();
          InsertedMessages.insert(handle, id, stored, place);
          return stored;
        });
  }

  @Override
  public List<Message> replace(SessionId id, UnaryOperator<List<Message>> change, Fence fence) {
    return database.write(
        LockedSession.changing(id, fence),
        (handle, locked) -> {
          locked.admit(handle, fence);
          // Unreadable rows are not in the list; they stay.
          List<MessageRows.Row> rows = MessageRows.read(handle, id);
          List<Message> stored = incoming.inOrder(id, change.apply(messages(rows)), Long.MIN_VALUE);
          MessageRows.delete(handle, rows);
          InsertedMessages.insert(handle, id, stored);
          return stored;
        });
  }

  @Override
  public void truncate(SessionId id, long from) {
    database.write(
        LockedSession.changing(id, Fence.NONE),
        (handle, _) ->
            handle.execute(
                "DELETE FROM messages WHERE session_id = ? AND " + StoredTime.SECOND + " >= ?",
                id.value(),
                from));
  }

  @Override
  public void updateMetadata(SessionId id, Function<Message, MessageMetadata> change) {
    database.write(
        LockedSession.changing(id, Fence.NONE),
        (handle, _) -> {
          for (MessageRows.Row row : MessageRows.read(handle, id)) {
            MessageMetadata changed = change.apply(row.message());
            if (!changed.equals(row.message().metadata())) {
              InsertedMessages.writeMetadata(handle, row, changed);
            }
          }
          return true;
        });
  }

  @Override
  public boolean substitute(
      SessionId id, List<String> messageIds, Message substitute, Fence fence) {
    return database.write(
        LockedSession.changing(id, fence),
        (handle, locked) -> {
          locked.admit(handle, fence);
          List<MessageRows.Row> rows = new ArrayList<>();
          for (String messageId : messageIds) {
            rows.addAll(MessageRows.read(handle, id, messageId));
          }
          if (!StoredMessages.areOneEachAndSeen(rows, messageIds)) {
            return false;
          }
          handle.execute(
              "UPDATE sessions SET updated_at = ? WHERE id = ?",
              StoredTime.toSql(clock.instant()),
              id.value());
          for (MessageRows.Row row : rows) {
            InsertedMessages.writeMetadata(
                handle, row, row.message().metadata().withAgentVisible(false));
          }
          InsertedMessages.insert(
              handle, id, incoming.inOrder(id, List.of(substitute), Long.MIN_VALUE));
          return true;
        });
  }

  /// Waits for the session as each write does, so none is in progress when this returns.
  @Override
  public void raiseFence(SessionId id, Fence fence) {
    database.write(
        LockedSession.changing(id, Fence.NONE),
        (handle, _) -> {
          PostgresFences.raise(handle, id, fence);
          return true;
        });
  }

  private Opening<LockedSession> touching(SessionId id, Fence fence) {
    return LockedSession.touching(id, fence, clock.instant());
  }
}
