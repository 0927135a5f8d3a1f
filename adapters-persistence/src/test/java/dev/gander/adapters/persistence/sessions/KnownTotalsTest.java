package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionType;
import dev.gander.testkit.store.SessionStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What lists remember must never differ from the file. 1 s.
class KnownTotalsTest {
  private static final Set<SessionType> USER = Set.of(SessionType.USER);

  @TempDir Path folder;
  private SessionWorld world;
  private SessionId id;

  @BeforeEach
  void open() {
    world = SessionWorld.in(folder);
    id = world.sessions().create(SessionStoreContract.PLAIN).id();
    append(1);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void totalsAreReadOnce() {
    assertTotals(1, 1);
    deleteUnnoticed();

    assertTotals(1, 1);
    assertEquals(1, world.sessions().get(id).activity().messageCount());
    assertEquals(0, count(Optional.empty()));
  }

  @Test
  void whatIsAppendedIsNotCountedAgain() {
    assertTotals(1, 1);
    world.conversations().append(id, List.of(message(4), message(2)));
    deleteUnnoticed();

    assertTotals(3, 4);
    world.conversations().append(id, List.of());
    assertTotals(3, 4);
  }

  @Test
  void everyChangeOfAConversationIsSeen() {
    assertTotals(1, 1);
    append(2);
    assertTotals(2, 2);
    world.conversations().replace(id, List.of(message(5)));
    assertTotals(1, 5);
    append(7);
    world.conversations().truncate(id, 6);
    assertTotals(1, 5);
    world.conversations().truncate(id, 0);
    assertEquals(0, listed().activity().messageCount());
    assertEquals(List.of(), world.sessions().places(USER, null));
    world.sessions().delete(id);
    assertEquals(List.of(), world.sessions().list(USER));
    assertEquals(List.of(), world.sessions().all(List.of(id)));
  }

  @Test
  void whatAnotherProgramWritesIsSeenAtOnce() {
    assertTotals(1, 1);

    world.execute("UPDATE messages SET created_timestamp = 9");

    assertTotals(1, 9);
  }

  /// A change that is under way while totals are read may or may not be in them.
  @Test
  void whatWasReadBesideAChangeIsNotKept() {
    Optional<KnownTotals.Look> before = look();
    append(2);
    assertEquals(2, count(before));
    deleteUnnoticed();
    assertEquals(0, count(look()));
    append(3);
    assertEquals(1, count(look()));
    deleteUnnoticed();

    assertEquals(1, count(look()));
  }

  private Optional<KnownTotals.Look> look() {
    return world.database().soon(world.database().totals()::look);
  }

  private int count(Optional<KnownTotals.Look> look) {
    return world
        .database()
        .read(
            (handle, _) -> world.database().totals().of(handle, look, List.of(id)).get(id).count());
  }

  /// As no part of the program does.
  private void deleteUnnoticed() {
    world
        .database()
        .write(
            (handle, _) -> handle.execute("DELETE FROM messages WHERE session_id = ?", id.value()));
  }

  @Test
  void readersAndWritersAtOnceLeaveNothingStale() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> tasks =
          IntStream.range(0, 200)
              .<Future<?>>mapToObj(i -> threads.submit(() -> readOrWrite(new Random(i), i)))
              .toList();
      for (Future<?> task : tasks) {
        task.get();
      }
    }
    assertEquals(count(Optional.empty()), listed().activity().messageCount());
    Session stored = world.sessions().get(id);
    assertEquals(stored.activity(), listed().activity());
    assertEquals(List.of(stored), world.sessions().all(List.of(id)));
  }

  private void readOrWrite(Random random, int i) {
    switch (random.nextInt(8)) {
      case 0 -> world.conversations().replace(id, List.of(message(i)));
      case 1, 2, 3 -> append(i);
      default -> assertTrue(listed().activity().messageCount() < 200);
    }
  }

  private void assertTotals(int count, long second) {
    Instant last = Instant.ofEpochSecond(second);
    assertEquals(count, listed().activity().messageCount());
    assertEquals(last, listed().activity().lastMessageAt());
    assertEquals(last, world.sessions().places(USER, null).getFirst().lastActive());
    assertEquals(List.of(listed()), world.sessions().all(List.of(id)));
  }

  private Session listed() {
    return world.sessions().list(USER).getFirst();
  }

  private void append(long second) {
    world.conversations().append(id, List.of(message(second)));
  }

  private static Message message(long second) {
    return Message.user(null, second, new Content.Text("x"));
  }
}
