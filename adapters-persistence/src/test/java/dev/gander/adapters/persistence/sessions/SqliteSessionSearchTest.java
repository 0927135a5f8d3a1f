package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionQuery;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.SessionSearchContract;
import dev.gander.testkit.store.SessionStoreContract;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionSearchTest implements SessionSearchContract {
  private static final Instant NOON = Instant.parse("2026-02-10T12:00:00Z");

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

  @Test
  void timesOfOneDayAreComparedAsTimes() {
    say("pond");
    world.execute("UPDATE messages SET timestamp = '2026-02-10 12:00:00'");

    assertEquals(1, found(NOON.minusSeconds(1), null));
    assertEquals(1, found(NOON, NOON));
    assertEquals(0, found(NOON.plusSeconds(1), null));
    assertEquals(0, found(null, NOON.minusSeconds(1)));
  }

  @Test
  void rowsThatCannotBeReadAreNotFound() {
    say("pond");
    world.execute("UPDATE messages SET content_json = '[{\"type\":\"text\",\"text\":\"pond'");

    assertEquals(0, found(null, null));
  }

  @Test
  void sessionsOfATypeThatNobodyKnowsAreNotLookedAt() {
    say("pond");
    world.execute("UPDATE sessions SET session_type = 'strange', total_tokens = 5");

    assertEquals(0, found(null, null));
    assertEquals(0, search().insights().totalTokens());
  }

  private void say(String text) {
    Session session = sessions().create(SessionStoreContract.PLAIN);
    world
        .conversations()
        .append(session.id(), List.of(Message.user("m", 1, new Content.Text(text))));
  }

  private int found(
      @org.jspecify.annotations.Nullable Instant after,
      @org.jspecify.annotations.Nullable Instant before) {
    return search().search(new SessionQuery(List.of("pond"), 9, after, before)).size();
  }

  @Override
  public SessionSearch search() {
    return new SqliteSessionSearch(world.database(), world.sessions());
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
