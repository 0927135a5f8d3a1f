package dev.gander.adapters.postgres.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.StaleFence;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.ConversationStoreContract;
import dev.gander.testkit.store.SessionStoreContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresConversationsTest implements ConversationStoreContract {
  private PostgresWorld world;

  @BeforeEach
  void open() {
    world = PostgresWorld.open();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatAnotherServerStoresIsSeen() {
    SessionId id = sessions().create(SessionStoreContract.PLAIN).id();
    try (PostgresWorld other = PostgresWorld.on(world.server(), world.address())) {
      conversations().append(id, List.of(text("a")));
      assertEquals(List.of("a"), ids(other.conversations(), id));
      other.conversations().append(id, List.of(text("b")));
      assertEquals(List.of("a", "b"), ids(conversations(), id));
      conversations().append(id, List.of(text("c")));
      assertEquals(List.of("a", "b", "c"), ids(conversations(), id));
      assertEquals(List.of("a", "b", "c"), ids(other.conversations(), id));
    }
  }

  /// The lease went to another server, which has stored nothing yet.
  @Test
  void aLeaseThatWasTakenOverMakesItsFormerHolderStale() {
    SessionId id = sessions().create(SessionStoreContract.PLAIN).id();
    conversations().append(id, List.of(text("a")), new Fence(1));
    world.sql("UPDATE turn_lease SET token = token + 1, holder = 'other'");

    assertThrows(
        StaleFence.class, () -> conversations().append(id, List.of(text("b")), new Fence(1)));

    assertEquals(List.of("a"), ids(conversations(), id));
  }

  @Test
  void nulInAMessageSurvives() {
    SessionId id = sessions().create(SessionStoreContract.PLAIN).id();
    Message message = Message.user("m", 1, new Content.Text("a\0b \uD83E\uDEBF"));

    conversations().append(id, List.of(message));

    assertEquals(List.of(message), conversations().messages(id));
  }

  private static List<String> ids(ConversationStore conversations, SessionId id) {
    return conversations.messages(id).stream().map(message -> "" + message.id()).toList();
  }

  private static Message text(String id) {
    return Message.user(id, 1, new Content.Text(id));
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
