package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.sessions.MessagePages;
import dev.gander.adapters.persistence.sessions.MessageRows;
import dev.gander.adapters.persistence.sessions.StoredMessages;
import dev.gander.adapters.persistence.sessions.StoredTime;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.RowReader;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.adapters.postgres.session.RecentMessages.Beginning;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
import dev.gander.domain.session.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Conversations in PostgreSQL. Each write locks its session first, and is fenced by the row of the
/// session's lease.
public final class PostgresConversations implements ConversationStore {
  private static final String IN_ORDER =
      "SELECT id, message_id, role, content_json, created_timestamp, metadata_json FROM messages"
          + " WHERE session_id = :session ORDER BY "
          + StoredTime.SECOND
          + ", id";

  /// One statement, so that the numbers fit the rows.
  private static final String FROM =
      """
      SELECT m.id, m.message_id, m.role, m.content_json, m.created_timestamp, m.metadata_json,
          s.conversation, s.rewritten
        FROM sessions s JOIN messages m ON m.session_id = s.id
        WHERE s.id = :session AND m.id >= :first ORDER BY m.id""";

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
          Optional<Numbers> now = numbers(handle, id);
          return now.isEmpty()
              ? List.<Message>of()
              : recent
                  .find(id, now.get().conversation())
                  .orElseGet(() -> read(handle, id, now.get()));
        });
  }

  /// @param rewritten the number of the conversation after its last change that was more than
  ///   messages at its end
  private record Numbers(long conversation, long rewritten) {
    static Numbers of(ResultSet row) throws SQLException {
      return new Numbers(row.getLong("conversation"), row.getLong("rewritten"));
    }
  }

  private static Optional<Numbers> numbers(Handle handle, SessionId id) {
    return handle
        .createQuery("SELECT conversation, rewritten FROM sessions WHERE id = :id")
        .bind("id", id.value())
        .map(row -> Numbers.of(row))
        .findOne();
  }

  private List<Message> read(Handle handle, SessionId id, Numbers now) {
    Beginning known = recent.beginning(id, now.rewritten());
    Rows rows = rows(handle, id, known.row(), now);
    if (known.isKnown() && !rows.goOn(known)) {
      known = Beginning.NOTHING;
      rows = rows(handle, id, known.row(), now);
    }
    List<Message> messages =
        Stream.concat(known.messages().stream(), rows.inOrder(known.isKnown() ? 1 : 0)).toList();
    recent.keep(id, new Beginning(rows.numbers().conversation(), rows.last(), messages));
    return messages;
  }

  /// Rows, and the numbers that the session had with them.
  private record Rows(Numbers numbers, List<MessageRows.Row> readable) {
    /// Whether they begin with the last row that is known, and nothing before it has changed. In a
    /// database that was restored another message may have its number.
    boolean goOn(Beginning known) {
      return numbers.rewritten() <= known.conversation()
          && !readable.isEmpty()
          && readable
              .getFirst()
              .equals(new MessageRows.Row(known.row(), known.messages().getLast()));
    }

    Stream<Message> inOrder(int known) {
      return readable.stream()
          .skip(known)
          .map(MessageRows.Row::message)
          .sorted(Comparator.comparingLong(Message::created));
    }

    long last() {
      return readable.isEmpty() ? Long.MIN_VALUE : readable.getLast().number();
    }
  }

  private record NumberedRow(Numbers numbers, Optional<MessageRows.Row> readable) {}

  /// @param now the numbers if there are no rows
  private static Rows rows(Handle handle, SessionId id, long first, Numbers now) {
    RowReader<Optional<MessageRows.Row>> message = MessageRows.mapper();
    List<NumberedRow> rows =
        handle
            .createQuery(FROM)
            .bind("session", id.value())
            .bind("first", first)
            .map(row -> new NumberedRow(Numbers.of(row), message.read(row)))
            .list();
    return new Rows(
        rows.isEmpty() ? now : rows.getFirst().numbers(),
        rows.stream().flatMap(row -> row.readable().stream()).toList());
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
                  handle.createQuery(IN_ORDER).bind("session", id.value()).fetchSize(FETCHED))) {
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
            LockedSession.appending(id, fence, clock.instant()),
            (handle, locked) -> {
              locked.admit(handle, fence);
              long newest =
                  recent
                      .newest(id, locked.conversation() - 1)
                      .orElseGet(() -> MessageRows.newest(handle, id));
              List<Message> stored = incoming.inOrder(id, messages, newest);
              InsertedMessages.insert(handle, id, stored);
              return new Appended(locked.conversation(), stored);
            },
            (handle, result) -> areStored(handle, id, result.stored()));
    recent.append(id, appended.conversation(), appended.stored());
    return appended.stored();
  }

  /// Several rows may have the id of one message, each with a part of it.
  private static boolean areStored(Handle handle, SessionId id, List<Message> messages) {
    return messages.stream()
        .allMatch(
            message ->
                MessageRows.read(handle, id, String.valueOf(message.id())).stream()
                    .anyMatch(row -> row.message().content().equals(message.content())));
  }

  @Override
  public Message answer(SessionId id, String askedIn, Message answer, Fence fence) {
    return database.write(
        LockedSession.answering(id, fence, clock.instant()),
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
        },
        (handle, stored) -> areStored(handle, id, List.of(stored)));
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
}
