package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.store.SessionStoreContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionDatabaseFailuresTest {
  private static final String SECRET = "what the user said";

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
  void fileThatIsNoDatabaseIsAnErrorAndStays() throws IOException {
    byte[] garbage = "garbage ".repeat(2500).getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(world.file().getParent());
    Files.write(world.file(), garbage);

    StorageException failure =
        assertThrows(StorageException.class, () -> world.sessions().list(Set.of()));
    assertThrows(StorageException.class, () -> world.sessions().create(SessionStoreContract.PLAIN));

    assertTrue(failure.text().contains("is not a database"), failure.text());
    assertArrayEquals(garbage, Files.readAllBytes(world.file()));

    Files.delete(world.file());
    assertEquals("20260304_1", world.sessions().create(SessionStoreContract.PLAIN).id().value());
  }

  @Test
  void emptyFileBecomesADatabase() throws IOException {
    Files.createDirectories(world.file().getParent());
    Files.createFile(world.file());

    assertEquals(List.of(), world.sessions().list(Set.of()));
    assertEquals(List.of("14"), world.query("SELECT version FROM schema_version"));
  }

  @Test
  void folderThatCannotBeMadeIsAClearError() throws IOException {
    Files.writeString(folder.resolve("data"), "a file where the folder should be");

    StorageException failure =
        assertThrows(StorageException.class, () -> world.sessions().list(Set.of()));

    assertTrue(failure.text().contains("sessions.db cannot be used"), failure.text());
  }

  @Test
  void lockOfAnotherProgramStopsWritesOnlyAndOnlyForItsTime() throws SQLException {
    SessionId id = world.sessions().create(SessionStoreContract.PLAIN).id();
    try (Connection other = world.connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");

      StorageException failure = assertThrows(StorageException.class, () -> append(id, SECRET));
      assertTrue(failure.text().contains("is locked by another program"), failure.text());
      assertFalse(failure.text().contains(SECRET), failure.text());
      assertEquals(List.of(), world.conversations().messages(id));

      statement.execute("ROLLBACK");
    }
    append(id, "now");
    assertEquals(1, world.conversations().messages(id).size());
  }

  @Test
  void lockOfAnotherProgramDoesNotKeepTheDatabaseFromBeingOpened() throws SQLException {
    SessionId id = world.sessions().create(SessionStoreContract.PLAIN).id();
    world.close();
    world = SessionWorld.in(folder);
    try (Connection other = world.connect();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");

      assertEquals(Optional.of(id), world.sessions().find(id).map(Session::id));
    }
  }

  @Test
  void fullDiskIsAClearErrorAndLosesNothing() {
    SessionId id = world.sessions().create(SessionStoreContract.PLAIN).id();
    append(id, "before");
    // As many pages as there are: the next one does not fit.
    world.database().write((handle, _) -> handle.execute("PRAGMA max_page_count = 1"));
    String large = SECRET.repeat(10_000);

    StorageException failure = assertThrows(StorageException.class, () -> append(id, large));

    assertTrue(failure.text().endsWith("cannot grow: the disk is full"), failure.text());
    assertFalse(String.valueOf(failure.getMessage()).contains(SECRET));
    assertEquals(List.of("before"), texts(id));
    assertEquals(1, world.sessions().get(id).activity().messageCount());

    append(id, large);
    assertEquals(List.of("before", large), texts(id));
    assertEquals(List.of("ok"), world.query("PRAGMA integrity_check"));
  }

  @Test
  void damagedDatabaseIsAClearError() throws IOException {
    SessionId id = world.sessions().create(SessionStoreContract.PLAIN).id();
    append(id, "x".repeat(100_000));
    world.close();
    try (RandomAccessFile file = new RandomAccessFile(world.file().toFile(), "rw")) {
      byte[] noise = new byte[4096];
      java.util.Arrays.fill(noise, (byte) 0x5a);
      for (long page = 2; page < file.length() / 4096; page++) {
        file.seek(page * 4096);
        file.write(noise);
      }
    }
    world = SessionWorld.in(folder);

    StorageException failure =
        assertThrows(StorageException.class, () -> world.conversations().messages(id));

    assertTrue(failure.text().contains("is damaged"), failure.text());
  }

  @Test
  void nothingIsWrittenToAFileThatIsNotInItsPlaceAnyMore() throws IOException {
    SessionId id = world.sessions().create(SessionStoreContract.PLAIN).id();
    append(id, "before");
    Path elsewhere = Files.move(world.file(), folder.resolve("elsewhere.db"));

    StorageException failure = assertThrows(StorageException.class, () -> append(id, "lost"));

    assertTrue(failure.text().contains("was moved or replaced"), failure.text());
    assertThrows(StorageException.class, () -> world.sessions().find(id));
    assertFalse(Files.exists(world.file()), "nothing is put in its place");

    Files.move(elsewhere, world.file());
    append(id, "after");
    assertEquals(List.of("before", "after"), texts(id));
  }

  @Test
  void closedDatabaseRefuses() {
    world.sessions().list(Set.of());
    world.close();

    assertThrows(StorageException.class, () -> world.sessions().find(new SessionId("x")));
    assertThrows(StorageException.class, () -> world.sessions().create(SessionStoreContract.PLAIN));
  }

  @Test
  void numbersOfDeletedSessionsAreRememberedOverARestart() {
    world.sessions().create(SessionStoreContract.PLAIN);
    SessionId second = world.sessions().create(SessionStoreContract.PLAIN).id();
    world.sessions().delete(second);
    world.close();
    world = SessionWorld.in(folder);

    assertEquals("20260304_3", world.sessions().create(SessionStoreContract.PLAIN).id().value());
  }

  @Test
  void numbersGoOnFromTheHighestStoredOne() {
    world.sessions().list(Set.of());
    world.execute(
        "INSERT INTO sessions (id, working_dir) VALUES ('20260304_9', '/w'), ('20260304_10', '/w'),"
            + " ('20260305_50', '/w'), ('20260304x77', '/w'), ('other', '/w')");

    assertEquals("20260304_11", world.sessions().create(SessionStoreContract.PLAIN).id().value());
  }

  @Test
  void timesOfAllFormsAreRead() {
    world.sessions().list(Set.of());
    world.execute(
        """
        INSERT INTO sessions (id, working_dir, created_at, updated_at) VALUES
          ('a', '/w', '2026-01-01 00:00:00', '2026-01-01 00:00:03'),
          ('b', '/w', '2026-01-01T00:00:00.123456789+00:00', '2026-01-01T00:00:02.5Z'),
          ('c', '/w', '2026-01-01 00:00', '2026-01-01T02:00:01+02:00'),
          ('d', '/w', '1767225600', 'nonsense')""");

    assertEquals("2026-01-01T00:00:00Z/2026-01-01T00:00:03Z", times("a"));
    assertEquals("2026-01-01T00:00:00.123456789Z/2026-01-01T00:00:02.500Z", times("b"));
    assertEquals("2026-01-01T00:00:00Z/2026-01-01T00:00:01Z", times("c"));
    assertEquals("2026-01-01T00:00:00Z/2026-01-01T00:00:00Z", times("d"));
  }

  @Test
  void rowsThatAnotherProgramAddsAreSeen() {
    SessionId id = world.sessions().create(SessionStoreContract.PLAIN).id();
    append(id, "ours");
    world.execute(
        "INSERT INTO messages (message_id, session_id, role, content_json, created_timestamp)"
            + " VALUES ('t', '20260304_1', 'assistant', '[{\"type\":\"text\",\"text\":\"theirs\"}]',"
            + " 500)");

    append(id, "ours again");

    assertEquals(List.of("ours", "theirs", "ours again"), texts(id));
    assertEquals(
        Optional.of(500L),
        world.conversations().messages(id).stream().map(Message::created).max(Long::compare));
  }

  private String times(String id) {
    var session = world.sessions().get(new SessionId(id));
    return session.activity().createdAt() + "/" + session.activity().updatedAt();
  }

  private List<String> texts(SessionId id) {
    return world.conversations().messages(id).stream().map(Message::text).toList();
  }

  private void append(SessionId id, String text) {
    world.conversations().append(id, List.of(Message.user(null, 100, new Content.Text(text))));
  }
}
