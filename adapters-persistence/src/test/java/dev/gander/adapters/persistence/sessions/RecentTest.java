package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.StaleFence;
import dev.gander.testkit.store.SessionStoreContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept in memory must never differ from the file.
class RecentTest {
  @TempDir Path folder;
  private SessionWorld world;
  private SessionId id;

  @BeforeEach
  void open() {
    world = SessionWorld.in(folder);
    id = world.sessions().create(SessionStoreContract.PLAIN).id();
    append("first");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void conversationIsReadOnceAndGoesOnInMemory() {
    world.conversations().messages(id);
    assertSame(world.conversations().messages(id), world.conversations().messages(id));

    append("second");

    assertSame(world.conversations().messages(id), world.conversations().messages(id));
    assertEqualsFile();
  }

  @Test
  void sessionIsReadOnce() {
    assertSessionIsKept();

    world.sessions().update(id, details -> details.withWorkingDir("/elsewhere"));

    assertSessionIsKept();
    assertEqualsFile();
    assertEquals("/elsewhere", world.sessions().get(id).workingDir());
  }

  private void assertSessionIsKept() {
    // Waits for the write before it, whose result is there a moment before its end.
    world.conversations().messages(id);
    assertSame(world.sessions().get(id), world.sessions().get(id));
  }

  @Test
  void whatIsRefusedChangesNothing() {
    Session before = world.sessions().get(id);
    world.conversations().raiseFence(id, new Fence(2));
    assertThrows(
        InvalidInput.class,
        () ->
            world
                .sessions()
                .update(
                    id,
                    _ -> {
                      throw new InvalidInput("no");
                    }));
    assertThrows(
        StaleFence.class,
        () -> world.conversations().append(id, List.of(message("late")), new Fence(1)));

    assertEqualsFile();
    assertEquals(before, world.sessions().get(id));
  }

  @Test
  void whatAnotherProgramWritesIsSeenAtOnce() throws SQLException {
    world.conversations().messages(id);

    outside("UPDATE messages SET role = 'assistant'");
    assertEqualsFile();
    outside("UPDATE sessions SET working_dir = '/elsewhere'");
    assertEquals("/elsewhere", world.sessions().get(id).workingDir());
    append("second");
    outside("DELETE FROM messages WHERE id = 1");

    assertEqualsFile();
    assertEquals(1, world.conversations().messages(id).size());
  }

  @Test
  void appendedTextIsWhatAReaderOfTheFileGets() {
    world.conversations().messages(id);

    append("e\u0301 and \uDB40\uDC41 hidden");

    assertEqualsFile();
    assertEquals(
        "e\u0301 and \uDB40\uDC41 hidden", world.conversations().messages(id).getLast().text());
  }

  @Test
  void everyChangeOfAConversationIsSeen() {
    world.conversations().messages(id);

    world.conversations().updateMetadata(id, _ -> MessageMetadata.USER_ONLY);
    assertEqualsFile();
    world.conversations().replace(id, List.of(message("instead"), message("of it")));
    assertEqualsFile();
    world.conversations().truncate(id, 0);
    assertEqualsFile();
    append("asked", "something else");
    assertEqualsFile();
    String asked = world.conversations().messages(id).getFirst().id();
    world.conversations().answer(id, asked, message("answer"), Fence.NONE);
    assertEqualsFile();
    assertTrue(world.conversations().substitute(id, List.of(asked), message("for it")));
    assertEqualsFile();
    world.sessions().delete(id);
    assertEquals(List.of(), world.conversations().messages(id));
    assertEquals(Optional.empty(), world.sessions().find(id));
  }

  @Test
  void readersAndWritersAtOnceLeaveNothingStale() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> tasks =
          IntStream.range(0, 200)
              .<Future<?>>mapToObj(i -> threads.submit(() -> readOrWrite(new Random(i), i)))
              .toList();
      for (Future<?> task : tasks) {
        finish(task);
      }
    }
    assertEqualsFile();
  }

  private void readOrWrite(Random random, int i) {
    switch (random.nextInt(8)) {
      case 0 -> world.conversations().replace(id, List.of(message("replaced " + i)));
      case 1, 2, 3 -> append("message " + i);
      case 4 -> world.sessions().update(id, details -> details.withWorkingDir("/" + i));
      case 5 -> assertTrue(world.sessions().get(id).activity().messageCount() < 200);
      default -> assertTrue(world.conversations().messages(id).size() < 200);
    }
  }

  private static void finish(Future<?> task) throws InterruptedException, ExecutionException {
    task.get();
  }

  private void assertEqualsFile() {
    try (SessionWorld fresh = SessionWorld.at(world.file())) {
      assertEquals(fresh.conversations().messages(id), world.conversations().messages(id));
      assertEquals(fresh.sessions().find(id), world.sessions().find(id));
    }
  }

  private void append(String... texts) {
    world.conversations().append(id, Arrays.stream(texts).map(RecentTest::message).toList());
  }

  private static Message message(String text) {
    return Message.user(null, 1, new Content.Text(text));
  }

  private void outside(String sql) throws SQLException {
    try (Connection other = world.connect();
        Statement statement = other.createStatement()) {
      statement.execute(sql);
    }
  }
}
