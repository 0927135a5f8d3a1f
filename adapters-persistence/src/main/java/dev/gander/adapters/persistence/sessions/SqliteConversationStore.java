package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sessions.Recent.Look;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sqlite.SqliteDatabase.State;
import dev.gander.domain.message.AnsweredConversation;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Conversations in goose's database.
public final class SqliteConversationStore implements ConversationStore {
  private final SessionDatabase database;
  private final StoredMessages incoming;
  private final Clock clock;

  public SqliteConversationStore(SessionDatabase database, IdSource ids, Clock clock) {
    this.database = database;
    this.incoming = new StoredMessages(ids);
    this.clock = clock;
  }

  @Override
  public List<Message> messages(SessionId id) {
    Optional<Look<List<Message>>> look =
        database.soon(state -> database.conversations().look(id, state));
    return look.flatMap(Look::value)
        .orElseGet(
            () -> {
              List<Message> read = read(id);
              look.ifPresent(it -> it.keep(read));
              return read;
            });
  }

  @Override
  public List<Message> newest(SessionId id, int most) {
    return database.read(
        (handle, _) ->
            MessageRows.last(handle, id, most).stream().map(MessageRows.Row::message).toList());
  }

  @Override
  public MessagePage page(SessionId id, MessageRange range, int most) {
    return database.read((handle, _) -> MessagePages.read(handle, id, range, most));
  }

  @Override
  public <T> T read(SessionId id, Function<Iterator<Message>, T> reader) {
    return database.read(
        (handle, _) -> {
          try (Stream<MessageRows.Row> rows = MessageRows.stream(handle, id)) {
            return reader.apply(rows.map(MessageRows.Row::message).iterator());
          }
        });
  }

  private List<Message> read(SessionId id) {
    return database.read(
        (handle, _) ->
            MessageRows.read(handle, id).stream().map(MessageRows.Row::message).toList());
  }

  @Override
  public List<Message> append(SessionId id, List<Message> messages, Fence fence) {
    Appended appended =
        database.write(
            (handle, _) -> {
              touch(handle, id);
              database.fences().admit(id, fence);
              Change change = begin(id);
              List<Message> stored = incoming.inOrder(id, messages, change.newest(handle, id));
              MessageRows.append(handle, id, stored);
              return new Appended(change, stored);
            });
    keep(id, appended);
    return appended.stored();
  }

  @Override
  public Message answer(SessionId id, String askedIn, Message answer, Fence fence) {
    Answered answered =
        database.write(
            (handle, _) -> {
              touch(handle, id);
              database.fences().admit(id, fence);
              Change change = begin(id);
              Optional<MessageRows.Place> place = MessageRows.placeAfter(handle, id, askedIn);
              long second =
                  place.isPresent()
                      ? place.get().created(answer)
                      : Math.max(answer.created(), change.newest(handle, id));
              Message stored =
                  incoming.inOrder(id, List.of(answer.withCreated(second)), second).getFirst();
              MessageRows.insert(handle, id, stored, place);
              return new Answered(change, place.isPresent(), stored);
            });
    keep(askedIn, answered);
    return answered.stored();
  }

  /// What is known of a session's messages before a change, and where to keep what is known after.
  private record Change(
      Optional<List<Message>> before,
      Look<List<Message>> after,
      Optional<MessageTotals> totalsBefore,
      KnownTotals.Look totalsAfter) {

    /// The second of the newest message.
    long newest(Handle handle, SessionId id) {
      return before
          .filter(known -> !known.isEmpty())
          .map(known -> known.getLast().created())
          .orElseGet(() -> MessageRows.newest(handle, id));
    }
  }

  /// Starts a change of the messages. Call inside its transaction.
  private Change begin(SessionId id) {
    State state = database.state();
    Optional<List<Message>> before = database.conversations().look(id, state).value();
    Optional<MessageTotals> totals = database.totals().known(state, id);
    database.change(id);
    return new Change(
        before, database.conversations().look(id, state), totals, database.totals().look(state));
  }

  private record Appended(Change change, List<Message> stored) {}

  /// Call when the change is stored for good.
  private void keep(SessionId id, Appended appended) {
    Change change = appended.change();
    List<Message> stored = appended.stored();
    change
        .totalsBefore()
        .ifPresent(
            totals ->
                database.totals().keep(change.totalsAfter(), Map.of(id, totals.with(stored))));
    change.before().ifPresent(before -> change.after().keep(all(before, stored)));
  }

  private static List<Message> all(List<Message> before, List<Message> appended) {
    List<Message> all = new ArrayList<>(before.size() + appended.size());
    all.addAll(before);
    appended.forEach(message -> all.add(MessageRows.asRead(message)));
    return Collections.unmodifiableList(all);
  }

  private record Answered(Change change, boolean isPlaced, Message stored) {}

  /// Call when the change is stored for good.
  private static void keep(String askedIn, Answered answered) {
    if (answered.isPlaced()) {
      Change change = answered.change();
      change
          .before()
          .ifPresent(before -> change.after().keep(all(before, askedIn, answered.stored())));
    }
  }

  private static List<Message> all(List<Message> before, String askedIn, Message answer) {
    List<Message> all = new ArrayList<>(before);
    all.add(
        AnsweredConversation.place(before, askedIn).orElse(before.size()),
        MessageRows.asRead(answer));
    return Collections.unmodifiableList(all);
  }

  @Override
  public List<Message> replace(SessionId id, UnaryOperator<List<Message>> change, Fence fence) {
    return database.write(
        (handle, _) -> {
          requireSession(handle, id);
          database.fences().admit(id, fence);
          // Unreadable rows are not in the list; they stay.
          List<MessageRows.Row> rows = MessageRows.read(handle, id);
          List<Message> changed =
              change.apply(rows.stream().map(MessageRows.Row::message).toList());
          database.change(id);
          MessageRows.delete(handle, rows);
          List<Message> stored = incoming.inOrder(id, changed, Long.MIN_VALUE);
          MessageRows.insert(handle, id, stored);
          return stored;
        });
  }

  @Override
  public void truncate(SessionId id, long from) {
    database.write(
        (handle, _) -> {
          requireSession(handle, id);
          database.change(id);
          return handle.execute(
              "DELETE FROM messages WHERE session_id = ? AND " + StoredTime.SECOND + " >= ?",
              id.value(),
              from);
        });
  }

  @Override
  public void updateMetadata(SessionId id, Function<Message, MessageMetadata> change) {
    database.write(
        (handle, _) -> {
          requireSession(handle, id);
          database.change(id);
          for (MessageRows.Row row : MessageRows.read(handle, id)) {
            MessageMetadata changed = change.apply(row.message());
            if (!changed.equals(row.message().metadata())) {
              MessageRows.writeMetadata(handle, row, changed);
            }
          }
          return true;
        });
  }

  @Override
  public boolean substitute(
      SessionId id, List<String> messageIds, Message substitute, Fence fence) {
    return database.write(
        (handle, _) -> {
          requireSession(handle, id);
          database.fences().admit(id, fence);
          List<MessageRows.Row> rows = new ArrayList<>();
          for (String messageId : messageIds) {
            rows.addAll(MessageRows.read(handle, id, messageId));
          }
          if (!StoredMessages.areOneEachAndSeen(rows, messageIds)) {
            return false;
          }
          touch(handle, id);
          database.change(id);
          for (MessageRows.Row row : rows) {
            MessageRows.writeMetadata(
                handle, row, row.message().metadata().withAgentVisible(false));
          }
          MessageRows.insert(handle, id, incoming.inOrder(id, List.of(substitute), Long.MIN_VALUE));
          return true;
        });
  }

  /// Runs alone like all writes, so none is in progress when this returns.
  @Override
  public void raiseFence(SessionId id, Fence fence) {
    database.writeSoon(
        (handle, _) -> {
          requireSession(handle, id);
          return database.fences().raise(id, fence);
        });
  }

  private void touch(Handle handle, SessionId id) {
    int found =
        handle.execute(
            "UPDATE sessions SET updated_at = ? WHERE id = ?",
            StoredTime.toSql(clock.instant()),
            id.value());
    if (found == 0) {
      throw new SessionNotFound(id);
    }
  }

  private static void requireSession(Handle handle, SessionId id) {
    boolean found =
        handle
            .createQuery("SELECT 1 FROM sessions WHERE id = :id")
            .bind("id", id.value())
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!found) {
      throw new SessionNotFound(id);
    }
  }
}
