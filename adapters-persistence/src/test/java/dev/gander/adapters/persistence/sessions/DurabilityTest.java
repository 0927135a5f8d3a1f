package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sqlite.SqliteConnections;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionStore;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The rule: what was said is on disk before it is shown. With a write-ahead log SQLite waits for
/// the disk at each commit if `synchronous` is `FULL`, and at none if it is `NORMAL`.
class DurabilityTest {
  private static final String NORMAL = "1";
  private static final String FULL = "2";
  private static final SessionDetails DETAILS = SessionDetails.of("t", "/w", GooseMode.AUTO);

  @TempDir Path folder;

  private SessionWorld world;
  private SessionId id;

  /// The methods of the stores that change no row. A number that makes writers stale is in memory.
  private static final List<String> NO_WRITES =
      List.of(
          "find",
          "list",
          "places",
          "sizes",
          "all",
          "messages",
          "newest",
          "page",
          "read",
          "raiseFence");

  /// Every write of the stores that changes rows, by the name of its method.
  enum Write {
    CREATE(FULL, (world, _) -> world.sessions().create(DETAILS)),
    DELETE(FULL, (world, id) -> world.sessions().delete(id)),
    APPEND(FULL, (world, id) -> world.conversations().append(id, List.of(said("b")))),
    REPLACE(FULL, (world, id) -> world.conversations().replace(id, List.of(said("b")))),
    ANSWER(FULL, (world, id) -> world.conversations().answer(id, "a", said("b"), Fence.NONE)),
    TRUNCATE(FULL, (world, id) -> world.conversations().truncate(id, 0)),
    UPDATE_METADATA(
        FULL,
        (world, id) -> world.conversations().updateMetadata(id, _ -> MessageMetadata.USER_ONLY)),
    SUBSTITUTE(FULL, (world, id) -> world.conversations().substitute(id, List.of("a"), said("b"))),
    /// Names, models and counts of tokens, written with each answer of a model: nothing that
    /// anybody said.
    UPDATE(
        NORMAL,
        (world, id) -> world.sessions().update(id, old -> old.withName(SessionName.chosen("new"))));

    private final String synchronous;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final BiConsumer<SessionWorld, SessionId> action;

    Write(String synchronous, BiConsumer<SessionWorld, SessionId> action) {
      this.synchronous = synchronous;
      this.action = action;
    }

    /// As in `updateMetadata`.
    private String method() {
      Matcher words = Pattern.compile("_(.)").matcher(name().toLowerCase(Locale.ROOT));
      return words.replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }
  }

  @BeforeEach
  void open() {
    world = SessionWorld.in(folder);
    id = world.sessions().create(DETAILS).id();
    world.conversations().append(id, List.of(said("a")));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource
  void aWriteWaitsForTheDiskIfItsLossWouldBeNoticed(Write write) {
    noteSettingsOfWrites();

    write.action.accept(world, id);

    assertEquals(List.of(write.synchronous), world.query("SELECT DISTINCT synchronous FROM noted"));
  }

  /// A method that comes to a store has to come to this table, too.
  @Test
  void everyMethodOfTheStoresIsKnown() {
    List<String> known =
        Stream.concat(NO_WRITES.stream(), Stream.of(Write.values()).map(Write::method))
            .sorted()
            .toList();

    assertEquals(known, methodsOf(SessionStore.class, ConversationStore.class));
  }

  /// Those that an adapter implements: the others only call them.
  private static List<String> methodsOf(Class<?>... stores) {
    return Stream.of(stores)
        .flatMap(store -> Stream.of(store.getMethods()))
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .map(Method::getName)
        .sorted()
        .toList();
  }

  /// Whatever changes a row notes how the connection that does it is set.
  private void noteSettingsOfWrites() {
    world.execute("CREATE TABLE noted (synchronous INTEGER)");
    for (String table : List.of("sessions", "messages")) {
      for (String change : List.of("INSERT", "UPDATE", "DELETE")) {
        world.execute(
            "CREATE TRIGGER %1$s_%2$s AFTER %2$s ON %1$s BEGIN".formatted(table, change)
                + " INSERT INTO noted SELECT synchronous FROM pragma_synchronous; END");
      }
    }
  }

  @Test
  void aWriteThatNeedNotWaitLeavesTheConnectionAsItWas() {
    assertEquals(NORMAL, world.database().writeSoon((handle, _) -> synchronous(handle)));
    assertEquals(FULL, world.database().write((handle, _) -> synchronous(handle)));

    assertThrows(
        InvalidInput.class,
        () ->
            world
                .database()
                .writeSoon(
                    (_, _) -> {
                      throw new InvalidInput("refused");
                    }));
    assertEquals(FULL, world.database().write((handle, _) -> synchronous(handle)));
  }

  /// The migration and the backup before it use connections of their own.
  @Test
  void everyConnectionForWritingWaitsForTheDisk() {
    SqliteConnections connections = new SqliteConnections(SessionDatabase.place(world.file()), 300);

    try (Handle writer = connections.writer();
        Handle reader = connections.reader()) {
      assertEquals(FULL, synchronous(writer));
      assertEquals("wal", pragma(writer, "journal_mode"));
      assertEquals("1", pragma(reader, "query_only"), "readers write nothing");
    }
  }

  private static String synchronous(Handle handle) {
    return pragma(handle, "synchronous");
  }

  private static String pragma(Handle handle, String name) {
    return handle.createQuery("PRAGMA " + name).mapTo(String.class).one();
  }

  private static Message said(String text) {
    return Message.user(text, 1, new Content.Text(text));
  }
}
