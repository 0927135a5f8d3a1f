package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.SessionStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionStoreTest implements SessionStoreContract {
  @TempDir Path folder;
  private SessionWorld world;

  @BeforeEach
  void open() {
    world = SessionWorld.in(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /// Older desktop clients counted milliseconds.
  @Test
  void messagesInMillisecondsStandWhereTheirSecondsBelong() {
    Message early = Message.user("early", 1_772_359_200_000L, new Content.Text("a"));
    Message late = Message.user("late", 1_772_359_201L, new Content.Text("b"));

    Session created = sessions().create(PLAIN, List.of(late, early));

    assertEquals(Instant.ofEpochSecond(1_772_359_201), created.activity().lastMessageAt());
    assertEquals(
        List.of("early", "late"),
        world.conversations().messages(created.id()).stream().map(Message::id).toList());
  }

  @Test
  void costThatIsNoNumberIsUnknown() {
    Session session = sessions().create(PLAIN);
    world.execute("UPDATE sessions SET accumulated_cost = 9e999");

    assertEquals(null, sessions().get(session.id()).tokens().accumulatedCost());
  }

  @Override
  public SessionStore sessions() {
    return world.sessions();
  }

  @Override
  public SettableClock clock() {
    return world.clock();
  }
}
