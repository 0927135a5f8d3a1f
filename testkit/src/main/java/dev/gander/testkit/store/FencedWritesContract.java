package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.StaleFence;
import dev.gander.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// The contract of writes with a [Fence]: a part of [ConversationStoreContract].
public interface FencedWritesContract {
  SessionId UNKNOWN = new SessionId("20200101_1");
  Fence FIRST = new Fence(1);
  Fence SECOND = new Fence(2);

  ConversationStore conversations();

  SessionStore sessions();

  SettableClock clock();

  @Test
  default void aRightIsGoodForManyWrites() {
    SessionId id = newSession();

    conversations().append(id, List.of(text("a")), FIRST);
    conversations().append(id, List.of(text("b")), FIRST);
    conversations().replace(id, stored -> stored, FIRST);
    assertTrue(conversations().substitute(id, List.of("a", "b"), text("s"), FIRST));
    conversations().append(id, List.of(text("c")), SECOND);

    assertEquals(List.of("a", "b", "s", "c"), ids(id));
  }

  @Test
  default void staleWriterIsRefusedAndLeavesNothing() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a")), SECOND);
    Session before = sessions().get(id);
    AtomicBoolean called = new AtomicBoolean();
    clock().advance(Duration.ofMinutes(1));

    StaleFence refusal =
        assertThrows(StaleFence.class, () -> conversations().append(id, List.of(text("b")), FIRST));
    assertStale(
        () ->
            conversations()
                .replace(
                    id,
                    stored -> {
                      called.set(true);
                      return stored;
                    },
                    FIRST));
    assertStale(() -> conversations().substitute(id, List.of("a"), text("s"), FIRST));
    assertStale(() -> conversations().substitute(id, List.of("nobody"), text("s"), FIRST));

    assertEquals(id, refusal.session());
    assertEquals(FIRST, refusal.fence());
    assertFalse(called.get());
    assertEquals(List.of(text("a")), conversations().messages(id));
    assertEquals(before, sessions().get(id));
  }

  @Test
  default void anyKindOfWriteShowsItsNumber() {
    SessionId replaced = newSession();
    conversations().replace(replaced, stored -> stored, SECOND);
    SessionId substituted = newSession();
    conversations().substitute(substituted, List.of("nobody"), text("s"), SECOND);

    assertStale(() -> conversations().append(replaced, List.of(text("a")), FIRST));
    assertStale(() -> conversations().append(substituted, List.of(text("a")), FIRST));
  }

  @Test
  default void raisedFenceRefusesLowerNumbersOnly() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a")), FIRST);
    Session before = sessions().get(id);
    clock().advance(Duration.ofMinutes(1));

    conversations().raiseFence(id, SECOND);
    conversations().raiseFence(id, FIRST);

    assertEquals(before, sessions().get(id));
    assertStale(() -> conversations().append(id, List.of(text("b")), FIRST));
    conversations().append(id, List.of(text("c")), SECOND);
    assertEquals(List.of("a", "c"), ids(id));
  }

  @Test
  default void writerWithoutARightIsNeverRefused() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a")), SECOND);

    conversations().append(id, List.of(text("b")));
    conversations().replace(id, stored -> stored);
    conversations().substitute(id, List.of("a"), text("s"));
    conversations().raiseFence(id, Fence.NONE);

    assertEquals(List.of("a", "b", "s"), ids(id));
    conversations().append(id, List.of(text("c")), SECOND);
    assertStale(() -> conversations().append(id, List.of(text("d")), FIRST));
  }

  @Test
  default void numbersOfOneSessionDoNotDisturbAnother() {
    SessionId one = newSession();
    SessionId other = newSession();
    conversations().append(one, List.of(text("a")), SECOND);
    conversations().raiseFence(one, new Fence(7));

    conversations().append(other, List.of(text("b")), FIRST);

    assertEquals(List.of("b"), ids(other));
  }

  @Test
  default void otherChangesOfTheSessionKeepItsNumber() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a")), SECOND);

    sessions().update(id, session -> session);
    conversations().truncate(id, 0);
    conversations().updateMetadata(id, Message::metadata);

    assertStale(() -> conversations().append(id, List.of(text("b")), FIRST));
  }

  @Test
  default void unknownOrDeletedSessionIsNotFoundWhateverTheNumber() {
    SessionId deleted = newSession();
    conversations().append(deleted, List.of(text("a")), SECOND);
    sessions().delete(deleted);

    for (SessionId id : List.of(UNKNOWN, deleted)) {
      assertThrows(
          SessionNotFound.class, () -> conversations().append(id, List.of(text("a")), FIRST));
      assertThrows(
          SessionNotFound.class, () -> conversations().replace(id, stored -> stored, FIRST));
      assertThrows(
          SessionNotFound.class, () -> conversations().substitute(id, List.of(), text("s"), FIRST));
      assertThrows(SessionNotFound.class, () -> conversations().raiseFence(id, FIRST));
    }
  }

  @Test
  default void refusedWriterDoesNotSpoilTheWritesBesideIt() throws Exception {
    SessionId stale = newSession();
    conversations().raiseFence(stale, SECOND);
    List<SessionId> others = IntStream.range(0, 20).mapToObj(_ -> newSession()).toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> refused = new ArrayList<>();
      List<Future<?>> stored = new ArrayList<>();
      for (SessionId other : others) {
        stored.add(threads.submit(() -> append(other)));
        refused.add(threads.submit(() -> append(stale)));
      }
      for (Future<?> each : stored) {
        each.get();
      }
      for (Future<?> each : refused) {
        var refusal = assertThrows(ExecutionException.class, each::get);
        assertInstanceOf(StaleFence.class, refusal.getCause());
      }
    }

    others.forEach(other -> assertEquals(List.of("a"), ids(other)));
    assertEquals(List.of(), ids(stale));
  }

  @Test
  default void nothingOfAStaleWriterIsStoredAfterTheFenceWasRaised() throws Exception {
    SessionId id = newSession();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers =
          IntStream.range(0, 20)
              .<Future<?>>mapToObj(_ -> threads.submit(() -> append(id)))
              .toList();
      conversations().raiseFence(id, SECOND);
      List<String> then = ids(id);
      for (Future<?> writer : writers) {
        finish(writer);
      }
      assertEquals(then, ids(id));
    }
  }

  private List<Message> append(SessionId id) {
    return conversations().append(id, List.of(text("a")), FIRST);
  }

  private static void finish(Future<?> writer) throws InterruptedException {
    try {
      writer.get();
    } catch (ExecutionException refused) {
      assertInstanceOf(StaleFence.class, refused.getCause());
    }
  }

  private static void assertStale(Executable write) {
    assertThrows(StaleFence.class, write);
  }

  private List<String> ids(SessionId id) {
    return conversations().messages(id).stream()
        .map(message -> String.valueOf(message.id()))
        .toList();
  }

  private SessionId newSession() {
    return sessions().create(SessionStoreContract.PLAIN).id();
  }

  private static Message text(String id) {
    return Message.user(id, 1, new Content.Text(id));
  }
}
