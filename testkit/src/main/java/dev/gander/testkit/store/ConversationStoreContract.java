package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// The contract of every [ConversationStore][dev.gander.domain.session.ConversationStore], together
/// with its [SessionStore][dev.gander.domain.session.SessionStore]. Both are empty and read the
/// time from [#clock()], which is set to `2026-03-04T10:11:12Z`.
public interface ConversationStoreContract
    extends AnsweringContract, ConversationReadingContract, FencedWritesContract {
  SessionId UNKNOWN = new SessionId("20200101_1");

  @Test
  default void appendedMessagesComeBackInOrder() {
    SessionId id = newSession();
    Message first = text("a", 100, "one");
    Message second = Message.assistant("b", 100, new Content.Text("two"));
    Message third = text("c", 101, "three");

    assertEquals(List.of(first, second), conversations().append(id, List.of(first, second)));
    conversations().append(id, List.of(third));

    assertEquals(List.of(first, second, third), conversations().messages(id));
  }

  @Test
  default void unknownSessionHasNoMessagesAndTakesNone() {
    assertEquals(List.of(), conversations().messages(UNKNOWN));
    List<Message> messages = List.of(text("a", 1, "x"));
    assertThrows(SessionNotFound.class, () -> conversations().append(UNKNOWN, messages));
    assertThrows(SessionNotFound.class, () -> conversations().replace(UNKNOWN, messages));
    assertThrows(SessionNotFound.class, () -> conversations().truncate(UNKNOWN, 0));
    assertThrows(
        SessionNotFound.class, () -> conversations().updateMetadata(UNKNOWN, Message::metadata));
    assertEquals(List.of(), conversations().messages(UNKNOWN));
  }

  @Test
  default void messageWithoutIdGetsOneThatStays() {
    SessionId id = newSession();

    List<Message> stored =
        conversations().append(id, List.of(text(null, 1, "x"), text(null, 1, "y")));

    String messageId = stored.getFirst().id();
    assertNotNull(messageId);
    assertTrue(messageId.startsWith("msg_" + id + "_"), messageId);
    assertEquals(2, stored.stream().map(Message::id).distinct().count());
    assertEquals(stored, conversations().messages(id));
  }

  @Test
  default void severalMessagesMayShareAnId() {
    SessionId id = newSession();
    List<Message> parts = List.of(text("same", 1, "x"), text("same", 1, "y"));

    conversations().append(id, parts);

    assertEquals(parts, conversations().messages(id));
  }

  @Test
  default void timeNeverGoesBackwards() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 100, "a")));

    List<Message> stored =
        conversations()
            .append(id, List.of(text("b", 90, "b"), text("c", 120, "c"), text("d", 110, "d")));

    assertEquals(List.of(100L, 120L, 120L), stored.stream().map(Message::created).toList());
    assertEquals(
        List.of("a", "b", "c", "d"),
        conversations().messages(id).stream().map(Message::id).toList());
  }

  @Test
  default void timeNeverGoesBackwardsInAConversationThatWasRead() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 100, "a")));
    assertEquals(1, conversations().messages(id).size());

    conversations().append(id, List.of(text("b", 90, "b")));
    conversations().append(id, List.of(text("c", 120, "c"), text("d", 110, "d")));
    conversations().append(id, List.of(text("e", 1, "e")));

    assertEquals(
        List.of(100L, 100L, 120L, 120L, 120L),
        conversations().messages(id).stream().map(Message::created).toList());
    assertEquals(
        List.of("a", "b", "c", "d", "e"),
        conversations().messages(id).stream().map(Message::id).toList());
  }

  @Test
  default void appendMovesTheSessionAndCounts() {
    SessionId id = newSession();
    clock().advance(Duration.ofMinutes(1));

    conversations().append(id, List.of(text("a", 100, "a"), text("b", 200, "b")));

    Session session = sessions().get(id);
    assertEquals(Instant.parse("2026-03-04T10:12:12Z"), session.activity().updatedAt());
    assertEquals(2, session.activity().messageCount());
    assertEquals(Instant.ofEpochSecond(200), session.activity().lastMessageAt());
  }

  @Test
  default void appendingNothingStoresNothing() {
    SessionId id = newSession();

    assertEquals(List.of(), conversations().append(id, List.of()));

    assertEquals(List.of(), conversations().messages(id));
  }

  @Test
  default void replaceTakesTheListAsItIs() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 100, "a"), text("b", 200, "b")));
    List<Message> wanted =
        List.of(text("a", 100, "a").withMetadata(MessageMetadata.USER_ONLY), text("s", 150, "s"));

    assertEquals(wanted, conversations().replace(id, wanted));

    assertEquals(wanted, conversations().messages(id));
    assertEquals(2, sessions().get(id).activity().messageCount());
  }

  @Test
  default void replaceKeepsTheOrderOfTheList() {
    SessionId id = newSession();

    conversations().replace(id, List.of(text("late", 200, "x"), text("early", 100, "y")));

    assertEquals(
        List.of("late", "early"), conversations().messages(id).stream().map(Message::id).toList());
  }

  @Test
  default void replacingByNothingEmptiesTheConversation() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 100, "a")));

    conversations().replace(id, List.of());

    assertEquals(List.of(), conversations().messages(id));
    assertEquals(0, sessions().get(id).activity().messageCount());
  }

  @Test
  default void aChangeSeesWhatIsStored() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 1, "a"), text("b", 2, "b"), text("c", 3, "c")));

    conversations().replace(id, stored -> stored.subList(1, 3));

    assertEquals(
        List.of("b", "c"), conversations().messages(id).stream().map(Message::id).toList());
    assertThrows(SessionNotFound.class, () -> conversations().replace(UNKNOWN, stored -> stored));
  }

  @Test
  default void aChangeThatFailsChangesNothing() {
    SessionId id = newSession();
    List<Message> messages = conversations().append(id, List.of(text("a", 1, "a")));

    assertThrows(
        IllegalStateException.class,
        () ->
            conversations()
                .replace(
                    id,
                    _ -> {
                      throw new IllegalStateException("no");
                    }));

    assertEquals(messages, conversations().messages(id));
  }

  @Test
  default void truncateRemovesFromASecondOn() {
    SessionId id = newSession();
    Session before = sessions().get(id);
    Message kept = text("a", 100, "a");
    conversations().replace(id, List.of(kept, text("b", 200, "b"), text("c", 300, "c")));
    clock().advance(Duration.ofMinutes(1));

    conversations().truncate(id, 200);

    assertEquals(List.of(kept), conversations().messages(id));
    assertEquals(before.activity().updatedAt(), sessions().get(id).activity().updatedAt());
  }

  @Test
  default void truncateFromASecondFarAheadRemovesNothing() {
    SessionId id = newSession();
    List<Message> all = List.of(text("a", 1_700_000_000, "a"), text("b", 1_700_000_001, "b"));
    conversations().replace(id, all);

    conversations().truncate(id, 99_999_999_999L);

    assertEquals(all, conversations().messages(id));
  }

  @Test
  default void metadataChangesWhereItIsToldTo() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 1, "1"), text("b", 1, "2"), text("a", 1, "3")));

    conversations()
        .updateMetadata(
            id,
            message ->
                "a".equals(message.id())
                    ? message.metadata().withAgentVisible(false)
                    : message.metadata());

    assertEquals(
        List.of(MessageMetadata.USER_ONLY, MessageMetadata.VISIBLE, MessageMetadata.USER_ONLY),
        conversations().messages(id).stream().map(Message::metadata).toList());
  }

  @Test
  default void aSubstituteStandsBehindTheMessagesThatItHides() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 1, "1"), text("b", 2, "2"), text("c", 3, "3")));
    clock().advance(Duration.ofMinutes(1));

    assertTrue(conversations().substitute(id, List.of("a", "b"), text("s", 2, "both")));

    List<Message> messages = conversations().messages(id);
    assertEquals(List.of("a", "b", "s", "c"), messages.stream().map(Message::id).toList());
    assertEquals(
        List.of(false, false, true, true), messages.stream().map(Message::isAgentVisible).toList());
    assertTrue(messages.stream().allMatch(message -> message.metadata().userVisible()));
    assertEquals(4, sessions().get(id).activity().messageCount());
    assertEquals(Instant.ofEpochSecond(3), sessions().get(id).activity().lastMessageAt());
    assertEquals(Instant.parse("2026-03-04T10:12:12Z"), sessions().get(id).activity().updatedAt());
  }

  @Test
  default void nothingStandsInForWhatIsNotThereOrNotSeenOrThereTwice() {
    SessionId id = newSession();
    Message hidden = text("b", 2, "2").withMetadata(MessageMetadata.USER_ONLY);
    conversations()
        .append(id, List.of(text("a", 1, "1"), hidden, text("c", 3, "3"), text("c", 3, "4")));
    List<Message> before = conversations().messages(id);
    Message substitute = text("s", 1, "x");

    assertFalse(conversations().substitute(id, List.of("a", "nobody"), substitute));
    assertFalse(conversations().substitute(id, List.of("a", "b"), substitute));
    assertFalse(conversations().substitute(id, List.of("a", "c"), substitute));
    assertEquals(before, conversations().messages(id));
    assertThrows(
        SessionNotFound.class, () -> conversations().substitute(UNKNOWN, List.of("a"), substitute));
  }

  @Test
  default void sessionsDoNotSeeEachOthersMessages() {
    SessionId one = newSession();
    SessionId other = newSession();
    Message message = text("a", 100, "a");
    conversations().append(one, List.of(message));
    conversations().append(other, List.of(text("a", 100, "b")));

    conversations().truncate(other, 0);

    assertEquals(List.of(message), conversations().messages(one));
    assertEquals(List.of(), conversations().messages(other));
  }

  @Test
  default void createdSessionHasItsMessagesAsTheyWereInTheOrderOfTime() {
    Message late = text("late", 200, "c");

    SessionId id =
        sessions()
            .create(
                SessionStoreContract.PLAIN, List.of(late, text("x", 100, "a"), text("x", 100, "b")))
            .id();

    assertEquals(
        List.of(text("x", 100, "a"), text("x", 100, "b"), late), conversations().messages(id));
  }

  @Test
  default void createdMessageWithoutIdGetsOneThatStays() {
    SessionId id =
        sessions()
            .create(SessionStoreContract.PLAIN, List.of(text(null, 1, "x"), text(null, 1, "y")))
            .id();

    List<Message> stored = conversations().messages(id);
    assertEquals(2, stored.stream().map(Message::id).distinct().count());
    for (Message message : stored) {
      assertTrue(String.valueOf(message.id()).startsWith("msg_" + id + "_"), message::toString);
    }
    assertEquals(stored, conversations().messages(id));
  }

  @Test
  default void deletedSessionLosesItsMessages() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 100, "a")));

    sessions().delete(id);

    assertEquals(List.of(), conversations().messages(id));
    assertThrows(SessionNotFound.class, () -> conversations().append(id, List.of()));
  }

  @Test
  default void messagesAppendedAtOnceAreAllKept() throws Exception {
    SessionId id = newSession();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<List<Message>>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Message message = text("m" + i, 100, "x");
        tasks.add(() -> conversations().append(id, List.of(message)));
      }
      for (Future<List<Message>> appended : threads.invokeAll(tasks)) {
        appended.get();
      }
    }
    assertEquals(20, conversations().messages(id).stream().map(Message::id).distinct().count());
  }

  @Test
  default void appendOfAnInterruptedThreadIsStored() throws Exception {
    SessionId id = newSession();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  conversations().append(id, List.of(text("a", 1, "last words")));
                });
    caller.join();

    assertEquals(List.of(text("a", 1, "last words")), conversations().messages(id));
  }

  private SessionId newSession() {
    return sessions().create(SessionStoreContract.PLAIN).id();
  }

  private static Message text(
      @org.jspecify.annotations.Nullable String id, long created, String text) {
    return Message.user(id, created, new Content.Text(text));
  }
}
