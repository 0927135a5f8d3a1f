package dev.gander.adapters.postgres.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.StaleFence;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.ConversationStoreContract;
import dev.gander.testkit.store.SessionStoreContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /// Each kind of change by another server, when one knows the conversation as it was before.
  @ParameterizedTest
  @MethodSource("changes")
  void whatAnotherServerChangesIsSeen(Change change) {
    SessionId id = sessions().create(SessionStoreContract.PLAIN).id();
    try (PostgresWorld other = PostgresWorld.on(world.server(), world.address())) {
      conversations().append(id, List.of(text("a"), text("b")));
      assertEquals(List.of("a", "b"), ids(conversations(), id));
      // Known here as stored, not as read.
      conversations().append(id, List.of(text("c")));
      other.conversations().append(id, List.of(text("d")));
      change.work().accept(other.conversations(), id);
      other.conversations().append(id, List.of(text("e")));

      assertEquals(other.conversations().messages(id), conversations().messages(id));
      assertEquals(change.ids(), ids(conversations(), id));
      conversations().append(id, List.of(text("f")));
      assertEquals(conversations().messages(id), other.conversations().messages(id));
    }
  }

  /// @param ids what there is afterwards
  record Change(String name, BiConsumer<ConversationStore, SessionId> work, List<String> ids) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Change> changes() {
    return List.of(
        new Change("nothing", (_, _) -> {}, List.of("a", "b", "c", "d", "e")),
        new Change(
            "answered",
            (conversations, id) -> conversations.answer(id, "b", text("x"), Fence.NONE),
            List.of("a", "b", "x", "c", "d", "e")),
        new Change(
            "replaced",
            (conversations, id) ->
                conversations.replace(id, all -> List.of(all.getLast(), text("x")), Fence.NONE),
            List.of("d", "x", "e")),
        new Change("truncated", (conversations, id) -> conversations.truncate(id, 0), List.of("e")),
        new Change(
            "hidden",
            (conversations, id) ->
                conversations.updateMetadata(id, it -> it.metadata().withAgentVisible(false)),
            List.of("a", "b", "c", "d", "e")),
        new Change(
            "substituted",
            (conversations, id) ->
                conversations.substitute(id, List.of("a", "b"), text("x"), Fence.NONE),
            List.of("a", "b", "c", "d", "x", "e")));
  }

  /// It is at an earlier state, or has gone on from there beyond what is known.
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void aRestoredDatabaseIsReadAnew(int storedSince) {
    SessionId id = sessions().create(SessionStoreContract.PLAIN).id();
    conversations().append(id, List.of(text("a")));
    String before = world.sql("SELECT conversation FROM sessions").strip();
    conversations().append(id, List.of(text("b")));
    assertEquals(List.of("a", "b"), ids(conversations(), id));

    String row = world.sql("SELECT max(id) FROM messages").strip();
    world.sql("DELETE FROM messages WHERE id = " + row);
    world.sql("SELECT setval('messages_id', " + row + ", false)");
    world.sql("UPDATE sessions SET conversation = " + before);
    List<String> restored = new ArrayList<>(List.of("a"));
    try (PostgresWorld other = PostgresWorld.on(world.server(), world.address())) {
      for (int i = 0; i < storedSince; i++) {
        restored.add("other " + i);
        other.conversations().append(id, List.of(text(restored.getLast())));
      }
    }

    assertEquals(restored, ids(conversations(), id));
  }

  @Test
  void aMessageThatIsStoredWhileSomebodyReadsIsThereOnce() throws Exception {
    SessionId id = sessions().create(SessionStoreContract.PLAIN).id();
    AtomicBoolean isOver = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reader =
          threads.submit(
              () -> {
                while (!isOver.get()) {
                  var _ = conversations().messages(id);
                }
              });
      try (PostgresWorld other = PostgresWorld.on(world.server(), world.address())) {
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
          // What the reader does not know yet, while more is stored.
          for (ConversationStore store : List.of(other.conversations(), conversations())) {
            stored.add("m" + stored.size());
            store.append(id, List.of(text(stored.getLast())));
          }
          assertEquals(stored, ids(conversations(), id));
        }
      } finally {
        isOver.set(true);
      }
      reader.get();
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

  /// It is taken over, or comes to be, while a writer waits for its session.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWriterThatWaitedSeesTheLeaseAsItHasBecome(boolean wasThere) throws Exception {
    SessionId id = sessions().create(SessionStoreContract.PLAIN).id();
    if (wasThere) {
      conversations().append(id, List.of(text("a")), new Fence(1));
    }
    List<String> before = ids(conversations(), id);
    FutureTask<List<Message>> writer =
        new FutureTask<>(() -> conversations().append(id, List.of(text("b")), new Fence(1)));
    try (PostgresWorld other = PostgresWorld.on(world.server(), world.address())) {
      other
          .database()
          .write(
              handle -> {
                handle.execute("UPDATE sessions SET name = name WHERE id = ?", id.value());
                Thread.ofVirtual().start(writer);
                awaitWaiting(handle.select("SELECT pg_backend_pid()").mapTo(Long.class).one());
                PostgresFences.raise(handle, id, new Fence(2));
                return true;
              });
    }

    var refused = assertThrows(ExecutionException.class, writer::get);
    assertInstanceOf(StaleFence.class, refused.getCause());
    assertEquals(before, ids(conversations(), id));
  }

  private void awaitWaiting(long holder) {
    String waiting =
        "SELECT count(*) FROM pg_stat_activity WHERE %d = ANY (pg_blocking_pids(pid))"
            .formatted(holder);
    try {
      Eventually.holds(() -> world.sql(waiting).strip().equals("1"));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMessageIsNotEarlierThanOneThatAnotherServerHasStored() {
    SessionId id = sessions().create(SessionStoreContract.PLAIN).id();
    conversations().append(id, List.of(text("a")));
    assertEquals(List.of("a"), ids(conversations(), id));
    try (PostgresWorld other = PostgresWorld.on(world.server(), world.address())) {
      other.conversations().append(id, List.of(text("b").withCreated(50)));
    }

    conversations().append(id, List.of(text("c").withCreated(7)));
    conversations().append(id, List.of(text("d")));

    assertEquals(List.of("a", "b", "c", "d"), ids(conversations(), id));
    assertEquals(
        List.of(1L, 50L, 50L, 50L),
        conversations().messages(id).stream().map(Message::created).toList());
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
