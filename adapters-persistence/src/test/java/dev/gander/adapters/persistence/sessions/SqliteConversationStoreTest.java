package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.ConversationStoreContract;
import dev.gander.testkit.store.SessionStoreContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteConversationStoreTest implements ConversationStoreContract {
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

  /// goosed stores the messages of one round as they come.
  @Test
  void aMessageComesAfterARoundThatAnotherProgramStoredInDisorder() {
    SessionId id = world.sessions().create(SessionStoreContract.PLAIN).id();
    store(id, Map.of("a", 100, "b", 104, "c", 103, "d", 102));

    conversations().append(id, List.of(Message.user("e", 1, new Content.Text("Next"))));

    assertEquals(List.of("a", "d", "c", "b", "e"), order(id));
  }

  @Test
  void aMessageComesAfterWhatAnotherProgramStoredSinceTheConversationWasRead() {
    SessionId id = world.sessions().create(SessionStoreContract.PLAIN).id();
    conversations().append(id, List.of(Message.user("a", 100, new Content.Text("First"))));
    assertEquals(List.of("a"), order(id));
    store(id, Map.of("b", 104));

    conversations().append(id, List.of(Message.user("c", 1, new Content.Text("Next"))));

    assertEquals(List.of("a", "b", "c"), order(id));
  }

  /// As another program, in the order of the ids.
  private void store(SessionId id, Map<String, Integer> seconds) {
    seconds.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            row ->
                world.execute(
                    "INSERT INTO messages (message_id, session_id, role, content_json,"
                        + " created_timestamp) VALUES ('%s', '%s', 'user', '[]', %d)"
                            .formatted(row.getKey(), id, row.getValue())));
  }

  private List<String> order(SessionId id) {
    return conversations().messages(id).stream().map(Message::id).toList();
  }

  @Override
  public ConversationStore conversations() {
    return world.conversations();
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
