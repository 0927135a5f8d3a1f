package dev.gander.testkit.store;

import dev.gander.domain.message.AnsweredConversation;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
import dev.gander.domain.session.SessionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Conversations of the sessions in an [InMemorySessionStore].
public final class InMemoryConversationStore implements ConversationStore {
  private final InMemorySessionStore sessions;
  private final IdSource ids;

  public InMemoryConversationStore(InMemorySessionStore sessions, IdSource ids) {
    this.sessions = sessions;
    this.ids = ids;
  }

  @Override
  public List<Message> messages(SessionId id) {
    return sessions.messages(id);
  }

  @Override
  public List<Message> newest(SessionId id, int most) {
    List<Message> all = messages(id);
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  /// A message's place is its number in the list, from 1.
  @Override
  public MessagePage page(SessionId id, MessageRange range, int most) {
    List<Message> all = messages(id);
    int from =
        switch (range) {
          case MessageRange.Newest() -> all.size() - most;
          case MessageRange.Before(long place) -> Math.clamp(place - 1, 0, all.size()) - most;
          case MessageRange.After(long place) -> Math.clamp(place, 0, all.size());
        };
    int to = Math.min(from + most, all.size());
    int first = Math.max(from, 0);
    return new MessagePage(
        all.subList(first, Math.max(first, to)), first == 0 ? null : first + 1L, Math.max(0L, to));
  }

  @Override
  public <T> T read(SessionId id, Function<Iterator<Message>, T> reader) {
    return reader.apply(messages(id).iterator());
  }

  @Override
  public List<Message> append(SessionId id, List<Message> messages, Fence fence) {
    List<Message> stored = new ArrayList<>();
    sessions.rewrite(
        id,
        fence,
        true,
        old -> {
          stored.addAll(inOrder(id, messages, newest(old)));
          List<Message> all = new ArrayList<>(old);
          all.addAll(stored);
          return all;
        });
    return List.copyOf(stored);
  }

  @Override
  public Message answer(SessionId id, String askedIn, Message answer, Fence fence) {
    List<Message> stored = new ArrayList<>();
    sessions.rewrite(
        id,
        fence,
        true,
        old -> {
          OptionalInt place = AnsweredConversation.place(old, askedIn);
          stored.addAll(
              place.isEmpty()
                  ? inOrder(id, List.of(answer), newest(old))
                  : inOrder(id, List.of(inPlace(answer, old, place.getAsInt())), Long.MIN_VALUE));
          List<Message> all = new ArrayList<>(old);
          all.add(place.orElse(old.size()), stored.getFirst());
          return all;
        });
    return stored.getFirst();
  }

  private static Message inPlace(Message answer, List<Message> old, int place) {
    long next = place < old.size() ? old.get(place).created() : Long.MAX_VALUE;
    return answer.withCreated(
        AnsweredConversation.created(answer.created(), old.get(place - 1).created(), next));
  }

  private static long newest(List<Message> messages) {
    return messages.isEmpty() ? Long.MIN_VALUE : messages.getLast().created();
  }

  @Override
  public List<Message> replace(SessionId id, UnaryOperator<List<Message>> change, Fence fence) {
    List<Message> stored = new ArrayList<>();
    sessions.rewrite(
        id,
        fence,
        false,
        old -> {
          stored.addAll(inOrder(id, change.apply(old), Long.MIN_VALUE));
          return List.copyOf(stored);
        });
    return List.copyOf(stored);
  }

  @Override
  public void truncate(SessionId id, long from) {
    sessions.rewrite(
        id,
        Fence.NONE,
        false,
        old -> old.stream().filter(message -> message.created() < from).toList());
  }

  @Override
  public void updateMetadata(SessionId id, Function<Message, MessageMetadata> change) {
    sessions.rewrite(
        id,
        Fence.NONE,
        false,
        old -> old.stream().map(message -> message.withMetadata(change.apply(message))).toList());
  }

  @Override
  public boolean substitute(
      SessionId id, List<String> messageIds, Message substitute, Fence fence) {
    synchronized (sessions) {
      sessions.admit(id, fence);
      if (!areOneEachAndSeen(messages(id), messageIds)) {
        return false;
      }
      sessions.rewrite(
          id,
          fence,
          true,
          old -> {
            List<Message> all = new ArrayList<>(old);
            all.replaceAll(
                message -> messageIds.contains(message.id()) ? hidden(message) : message);
            all.addAll(inOrder(id, List.of(substitute), Long.MIN_VALUE));
            all.sort(Comparator.comparingLong(Message::created));
            return all;
          });
      return true;
    }
  }

  @Override
  public void raiseFence(SessionId id, Fence fence) {
    sessions.raiseFence(id, fence);
  }

  private static boolean areOneEachAndSeen(List<Message> messages, List<String> messageIds) {
    List<Message> named =
        messages.stream().filter(message -> messageIds.contains(message.id())).toList();
    return named.size() == messageIds.size()
        && named.stream().map(Message::id).distinct().count() == named.size()
        && named.stream().allMatch(Message::isAgentVisible);
  }

  private static Message hidden(Message message) {
    return message.withMetadata(message.metadata().withAgentVisible(false));
  }

  private List<Message> inOrder(SessionId id, List<Message> messages, long newest) {
    List<Message> stored = new ArrayList<>(messages.size());
    long floor = newest;
    for (Message message : messages) {
      floor = Math.max(floor, message.created());
      String messageId = message.id() == null ? "msg_" + id + "_" + ids.uuid() : message.id();
      stored.add(message.withId(messageId).withCreated(floor));
    }
    return List.copyOf(stored);
  }
}
