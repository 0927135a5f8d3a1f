package dev.gander.adapters.bundled.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.bundled.BundledFixture;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryServerTest {
  @TempDir Path folder;
  private BundledFixture bundled;
  private Extension memory;

  @BeforeEach
  void start() throws Exception {
    bundled = new BundledFixture(folder);
    memory = bundled.start("memory");
  }

  private String call(String tool, String arguments) throws InterruptedException {
    return bundled.call(memory, tool, arguments).joinedText();
  }

  private String remember(String category, String data, String tags, boolean global)
      throws InterruptedException {
    return call(
        "remember_memory",
        "{\"category\": %s, \"data\": %s, \"tags\": %s, \"is_global\": %b}"
            .formatted(BundledFixture.quoted(category), BundledFixture.quoted(data), tags, global));
  }

  private String retrieve(String category, boolean global) throws InterruptedException {
    return call(
        "retrieve_memories",
        "{\"category\": %s, \"is_global\": %b}".formatted(BundledFixture.quoted(category), global));
  }

  private Path local(String name) {
    return bundled.work.resolve(".goose/memory").resolve(name);
  }

  @Test
  void toolsAreSortedByName() throws Exception {
    assertEquals(
        List.of(
            "remember_memory",
            "remove_memory_category",
            "remove_specific_memory",
            "retrieve_memories"),
        memory.tools().stream().map(Tool::name).toList());
  }

  @Test
  void notesAreKeptByCategoryAndTagsInTheWorkingFolder() throws Exception {
    assertEquals(
        "Stored memory in category: dev", remember("dev", "use black", "[\"fmt\", \"py\"]", false));
    remember("dev", "line \"1\"\nline\\2", "[]", false);
    remember("dev", "use ruff", "[\"fmt\", \"py\"]", false);

    assertEquals(
        "# fmt py\nuse black\n\nline \"1\"\nline\\2\n\n# fmt py\nuse ruff\n\n",
        Files.readString(local("dev.txt")));
    assertEquals(
        "Retrieved memories: {\"fmt py\": [\"use ruff\"], \"untagged\": [\"line \\\"1\\\"\","
            + " \"line\\\\2\"]}",
        retrieve("dev", false));
    assertEquals("Retrieved memories: {}", retrieve("dev", true));
  }

  @Test
  void globalNotesBelongToTheUserAndAreToldToTheModel() throws Exception {
    remember("personal", "Anna", "[\"name\"]", true);
    remember("a", "b", "[]", true);

    assertTrue(Files.exists(bundled.config.resolve("memory/personal.txt")));
    assertEquals(
        "Retrieved memories: {\"a\": [\"b\"], \"personal\": [\"Anna\"]}", retrieve("*", true));
    assertFalse(memory.instructions().contains("Anna"));
    assertTrue(
        bundled.start("memory").instructions().endsWith("## a\n- b\n\n## personal\n- Anna\n"));
  }

  @Test
  void allNotesThatContainATextAreRemoved() throws Exception {
    remember("dev", "use black", "[]", false);
    remember("dev", "line1\nline2", "[]", false);
    remember("dev", "black again", "[\"x\"]", false);

    String answer =
        call(
            "remove_specific_memory",
            "{\"category\": \"dev\", \"memory_content\": \"black\", \"is_global\": false}");

    assertEquals("Removed specific memory from category: dev", answer);
    assertEquals("line1\nline2\n\n", Files.readString(local("dev.txt")));
  }

  @Test
  void categoriesAreRemovedAloneOrTogether() throws Exception {
    remember("a", "1", "[]", false);
    remember("b", "2", "[]", false);
    remember("c", "3", "[]", false);
    Files.writeString(local("other.md"), "kept");

    String one = "{\"category\": \"b\", \"is_global\": false}";
    assertEquals("Cleared memories in category: b", call("remove_memory_category", one));
    assertEquals("Cleared memories in category: b", call("remove_memory_category", one));
    assertEquals("Retrieved memories: {\"a\": [\"1\"], \"c\": [\"3\"]}", retrieve("*", false));
    assertEquals(
        "Cleared all memory local categories",
        call("remove_memory_category", "{\"category\": \"*\", \"is_global\": false}"));
    assertEquals("Retrieved memories: {}", retrieve("*", false));
    assertTrue(Files.exists(local("other.md")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "a/b", "a\\b", "..", ".", "", " ", "/etc/passwd", "a\u0000", "C:x"})
  void categoryIsAPlainName(String category) throws Exception {
    ExtensionException refused =
        assertThrows(ExtensionException.class, () -> remember(category, "x", "[]", false));

    assertEquals("-32602: memory category must be a single filename component", refused.coded());
    assertFalse(Files.exists(bundled.work));
  }

  @Test
  void emptyNotesAndIncompleteArgumentsAreRefused() {
    assertEquals(
        "-32602: Data must not be empty when remembering a memory",
        assertThrows(ExtensionException.class, () -> remember("a", " \n", "[]", false)).coded());
    assertEquals(
        "-32602: failed to deserialize parameters: missing field `data`",
        assertThrows(
                ExtensionException.class, () -> call("remember_memory", "{\"category\": \"a\"}"))
            .coded());
    assertEquals(
        "-32602: tool not found",
        assertThrows(ExtensionException.class, () -> call("nothing", "{}")).coded());
  }

  /// Whoever gives the user a folder can put links into it.
  @Test
  void linksInTheWorkingFolderAreNotFollowed() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.createDirectories(local("x").getParent());
    Files.createSymbolicLink(local("dev.txt"), secret);
    assertThrows(ExtensionException.class, () -> remember("dev", "x", "[]", false));
    assertThrows(ExtensionException.class, () -> retrieve("dev", false));
    assertEquals("Retrieved memories: {}", retrieve("*", false));

    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.delete(local("dev.txt"));
    Files.delete(local("dev.txt").getParent());
    Files.createSymbolicLink(local("dev.txt").getParent(), elsewhere);
    assertThrows(ExtensionException.class, () -> remember("dev", "x", "[]", false));

    assertEquals("secret", Files.readString(secret));
    assertEquals(0, elsewhere.toFile().list().length);
  }

  @Test
  void hugeAndOddFilesCostNothing() throws Exception {
    Files.createDirectories(local("x"));
    Files.createDirectory(local("folder.txt"));
    try (var file = new java.io.RandomAccessFile(local("huge.txt").toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    assertThrows(ExtensionException.class, () -> retrieve("huge", false));
    assertThrows(ExtensionException.class, () -> retrieve("folder", false));
    assertThrows(ExtensionException.class, () -> remember("huge", "x", "[]", false));
    Files.write(local("bytes.txt"), new byte[] {(byte) 0xff, 'a'});
    assertEquals("Retrieved memories: {\"untagged\": [\"\ufffda\"]}", retrieve("bytes", false));
  }

  @Test
  void fileThatIsNoNoteOrCannotBeReadKeepsNobodyFromTheOthers() throws Exception {
    remember("a", "b", "[]", true);
    Path notes = bundled.config.resolve("memory");
    Files.writeString(notes.resolve("10:30.txt"), "no category can be called so");
    Files.writeString(notes.resolve(".txt"), "nor so");
    assertEquals("Retrieved memories: {\"a\": [\"b\"]}", retrieve("*", true));

    try (var file = new java.io.RandomAccessFile(notes.resolve("huge.txt").toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    assertTrue(bundled.start("memory").instructions().endsWith("folders\n\n## a\n- b\n"));
  }

  @Test
  void modelIsToldTheBeginningOfVeryManyNotes() throws Exception {
    for (int i = 0; i < 10; i++) {
      remember("c" + i, "a long line ".repeat(1000), "[]", true);
    }

    String told = bundled.start("memory").instructions();

    assertTrue(told.length() < 70_000, () -> told.length() + " characters");
    assertTrue(told.contains("## c0\n") && !told.contains("## c9\n"), told);
    assertTrue(told.endsWith("look it up with `retrieve_memories`.\n"), told);
  }

  @Test
  void notesThatAreStoredAtTheSameTimeAreAllKept() throws Exception {
    Extension another = bundled.start("memory");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> calls =
          IntStream.range(0, 40)
              .<Callable<Object>>mapToObj(
                  i ->
                      () ->
                          bundled.call(
                              i % 2 == 0 ? memory : another,
                              "remember_memory",
                              "{\"category\": \"c\", \"data\": \"note %d\", \"is_global\": false}"
                                  .formatted(i)))
              .toList();
      for (var done : threads.invokeAll(calls)) {
        done.get();
      }
    }
    assertEquals(40, notes("c.txt"));
  }

  @Test
  void changesWaitForAnotherServer() throws Exception {
    remember("c", "note 1", "[]", false);
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                LockHolder.class.getProtectionDomain().getCodeSource().getLocation().getPath(),
                LockHolder.class.getName(),
                folder.resolve("state/memory.lock").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals("locked", other.inputReader().readLine());
      String note = "{\"category\": \"c\", \"memory_content\": \"note 1\", \"is_global\": false}";
      FutureTask<String> removal = new FutureTask<>(() -> call("remove_specific_memory", note));
      Thread.ofVirtual().start(removal);
      assertThrows(TimeoutException.class, () -> removal.get(200, TimeUnit.MILLISECONDS));
      assertEquals(1, notes("c.txt"));

      other.getOutputStream().close();

      removal.get();
      assertEquals(0, notes("c.txt"));
    } finally {
      other.destroyForcibly().waitFor();
    }
  }

  private long notes(String file) throws IOException {
    return Files.readString(local(file)).lines().filter(line -> line.startsWith("note")).count();
  }

  @Test
  void closedExtensionIsGone() throws Exception {
    memory.close();

    assertFalse(memory.isAlive());
    assertThrows(ExtensionException.class, () -> retrieve("*", false));
  }
}
