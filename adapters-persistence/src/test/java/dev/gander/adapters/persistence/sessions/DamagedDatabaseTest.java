package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.testkit.store.SessionStoreContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to a database that nobody closed, and to one with pages that make no sense.
class DamagedDatabaseTest {
  private static final int PAGE = 4096;

  @TempDir Path folder;
  private SessionWorld world;
  private SessionId id;

  @BeforeEach
  void fill() {
    world = SessionWorld.in(folder);
    id = world.sessions().create(SessionStoreContract.PLAIN).id();
    append("before");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void soundDatabaseThatNobodyClosedIsUsedAsBefore() throws IOException {
    world.close();
    leaveLogBehind();
    world = SessionWorld.in(folder);

    append("after");

    assertEquals(List.of("before", "after"), texts());
  }

  @Test
  void damagedDatabaseThatNobodyClosedIsReadAndLeftAlone() throws IOException {
    damageIndexOfTimes();
    leaveLogBehind();
    byte[] damaged = Files.readAllBytes(world.file());
    world = SessionWorld.in(folder);

    assertEquals(List.of("before"), texts());
    StorageException first = assertThrows(StorageException.class, this::rename);
    StorageException second = assertThrows(StorageException.class, () -> append("after"));

    assertEquals(first.text(), second.text());
    assertTrue(first.text().contains("is damaged ("), first.text());
    assertTrue(first.text().contains("`goosed restore --salvage`"), first.text());
    assertEquals(List.of("before"), texts());
    assertArrayEquals(damaged, Files.readAllBytes(world.file()));
  }

  @Test
  void damageThatAWriteMeetsEndsAllWrites() throws IOException {
    damageIndexOfTimes();
    world = SessionWorld.in(folder);
    // Renaming does not touch the damaged page.
    rename();

    assertThrows(StorageException.class, () -> append("after"));

    assertTrue(
        assertThrows(StorageException.class, this::rename).text().contains("is damaged (SQLITE_"));
    assertEquals(List.of("before"), texts());
  }

  @Test
  void damageThatAReadMeetsIsCalledDamage() throws IOException {
    damage("sqlite_autoindex_sessions_1");
    world = SessionWorld.in(folder);

    StorageException failure =
        assertThrows(StorageException.class, () -> world.sessions().find(id));

    assertTrue(failure.text().contains("is damaged (SQLITE_"), failure.text());
  }

  /// A torn log, as a power cut leaves it.
  private void leaveLogBehind() throws IOException {
    Files.write(world.file().resolveSibling("sessions.db-wal"), new byte[100]);
  }

  /// Writes nonsense over a page that no reader needs.
  private void damageIndexOfTimes() throws IOException {
    damage("idx_messages_timestamp");
  }

  private void damage(String index) throws IOException {
    int page =
        Integer.parseInt(
            world
                .query("SELECT rootpage FROM sqlite_master WHERE name = '" + index + "'")
                .getFirst());
    world.close();
    try (RandomAccessFile file = new RandomAccessFile(world.file().toFile(), "rw")) {
      file.seek((page - 1) * (long) PAGE);
      file.write(new byte[PAGE]);
    }
  }

  private void rename() {
    world.sessions().update(id, details -> details.withName(SessionName.suggested("renamed")));
  }

  private void append(String text) {
    world.conversations().append(id, List.of(Message.user(null, 100, new Content.Text(text))));
  }

  private List<String> texts() {
    return world.conversations().messages(id).stream().map(Message::text).toList();
  }
}
