package dev.gander.adapters.persistence.own;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.own.TableGroup.Step;
import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class OwnDatabaseTest {
  private static final Step WORDS = Step.of("CREATE TABLE words (word TEXT)");
  private static final Step LANGUAGES =
      Step.of(
          "ALTER TABLE words ADD COLUMN language TEXT NOT NULL DEFAULT 'en'",
          "CREATE INDEX words_by_language ON words (language)");
  private static final Step COLOURS = Step.of("CREATE TABLE colours (colour TEXT)");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("sessions/gander.db");
  }

  @Test
  void nothingIsMadeBeforeTheFirstUse() {
    try (OwnDatabase database = new OwnDatabase(file, List.of(group("words", WORDS)))) {
      assertFalse(database.exists());
    }
    assertFalse(Files.exists(file.getParent()));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void itIsForItsOwnerWhereverItIs() throws IOException {
    Files.createDirectories(file.getParent());
    try (OwnDatabase database = new OwnDatabase(file, List.of(group("words", WORDS)))) {
      add(database, "hello");
      for (String name : List.of("gander.db", "gander.db-wal", "gander.db-shm")) {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file.resolveSibling(name));
        assertEquals("rw-------", PosixFilePermissions.toString(mode), name);
      }
    }
  }

  @Test
  void eachGroupGoesItsOwnWay() {
    try (OwnDatabase database = new OwnDatabase(file, List.of(group("words", WORDS)))) {
      add(database, "hello");
    }
    List<TableGroup> later = List.of(group("colours", COLOURS), group("words", WORDS, LANGUAGES));

    try (OwnDatabase database = new OwnDatabase(file, later)) {
      assertEquals(List.of("hello en"), words(database));
      assertEquals(List.of("colours 1", "words 2"), versions(database));
    }
    try (OwnDatabase database = new OwnDatabase(file, later)) {
      assertEquals(List.of("hello en"), words(database), "steps are not taken twice");
    }
  }

  @Test
  void whatALaterVersionMadeIsUsedAsItIs() {
    try (OwnDatabase later =
        new OwnDatabase(
            file, List.of(group("words", WORDS, LANGUAGES), group("colours", COLOURS)))) {
      add(later, "hello");

      try (OwnDatabase earlier = new OwnDatabase(file, List.of(group("words", WORDS)))) {
        add(earlier, "world");
      }
      assertEquals(List.of("hello en", "world en"), words(later));
      assertEquals(List.of("colours 1", "words 2"), versions(later));
    }
  }

  @Test
  void aStepThatFailsChangesNothing() {
    Step broken = Step.of("CREATE TABLE first (one TEXT)", "CREATE TABEL second (two TEXT)");
    try (OwnDatabase database =
        new OwnDatabase(file, List.of(group("words", WORDS), group("broken", broken)))) {
      assertThrows(StorageException.class, () -> add(database, "hello"));
    }
    try (OwnDatabase mended =
        new OwnDatabase(
            file,
            List.of(group("words", WORDS), group("broken", Step.of("CREATE TABLE first (a)"))))) {
      add(mended, "hello");
      assertEquals(List.of("broken 1", "words 1"), versions(mended));
    }
  }

  @Test
  void severalServersStartOnANewFileAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> starts = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String word = "word" + i;
        starts.add(
            threads.submit(
                () -> {
                  try (OwnDatabase database =
                      new OwnDatabase(file, List.of(group("words", WORDS, LANGUAGES)))) {
                    add(database, word);
                  }
                }));
      }
      for (Future<?> start : starts) {
        start.get();
      }
    }
    try (OwnDatabase database = new OwnDatabase(file, List.of())) {
      assertTrue(database.exists());
      assertEquals(8, words(database).size());
    }
  }

  private static TableGroup group(String name, Step... steps) {
    return new TableGroup(name, List.of(steps));
  }

  private static void add(OwnDatabase database, String word) {
    database.write(handle -> handle.execute("INSERT INTO words (word) VALUES (?)", word));
  }

  private static List<String> words(OwnDatabase database) {
    return texts(database, "SELECT word || ' ' || language FROM words ORDER BY word");
  }

  private static List<String> versions(OwnDatabase database) {
    return texts(database, "SELECT name || ' ' || version FROM table_groups ORDER BY name");
  }

  private static List<String> texts(OwnDatabase database, String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
