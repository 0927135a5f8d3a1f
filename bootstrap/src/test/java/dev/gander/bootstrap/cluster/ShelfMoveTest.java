package dev.gander.bootstrap.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.cluster.FolderShelf.Form;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.store.InMemorySecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfMoveTest {
  private static final Json ONE = Json.of("one\n");
  private static final Json TWO = Json.of("zwei ü");

  @TempDir Path folder;
  private final Shelf memory = Shelf.of(new InMemorySecretStore());
  private Shelf texts;

  @BeforeEach
  void begin() {
    texts = new FolderShelf(folder.resolve("made"), Form.texts(".yaml", ".md"));
  }

  private static MoveOutcome move(Shelf from, Shelf to, boolean isReplacing) {
    return new ShelfMove("things", from, to, isReplacing).run();
  }

  @Test
  void whatIsMissingIsCopiedAndTheRestStaysAndIsNamed() {
    memory.put("a.yaml", ONE);
    memory.put("b.md", TWO);
    texts.put("b.md", ONE);
    texts.put("c.md", ONE);

    MoveOutcome outcome = move(memory, texts, false);

    assertEquals(new MoveOutcome("things", 1, 0, List.of("b.md")), outcome);
    assertTrue(outcome.text().endsWith("1 stay as they are there: b.md"), outcome.text());
    assertEquals(Map.of("a.yaml", ONE, "b.md", ONE, "c.md", ONE), texts.all());
    assertEquals(new MoveOutcome("things", 1, 1, List.of()), move(memory, texts, true));
    assertEquals(TWO, texts.all().get("b.md"));
    assertEquals(Set.of("a.yaml", "b.md", "c.md"), texts.all().keySet());
    assertEquals(new MoveOutcome("things", 0, 2, List.of()), move(memory, texts, false));
  }

  @Test
  void aNameThatLeadsOutOfTheFolderIsNotWritten() throws IOException {
    for (String name : List.of("../a.yaml", "..\\a.yaml", ".a.yaml", "sub/a.yaml", "a.txt", "")) {
      memory.put(name, ONE);
    }
    memory.put("fine.md", ONE);

    MoveOutcome outcome = move(memory, texts, true);

    assertEquals(1, outcome.copied());
    assertEquals(6, outcome.kept().size());
    try (var files = Files.walk(folder)) {
      assertEquals(
          List.of("fine.md"),
          files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList());
    }
  }

  @Test
  void jsonIsComparedByWhatItSays() throws IOException {
    Shelf json = new FolderShelf(folder, Form.privateJson());
    Files.writeString(folder.resolve("acme.json"), "{ \"b\": 1,\n \"a\": [2.50] }");
    JsonObject acme = (JsonObject) json.all().get("acme");

    assertEquals(1, move(json, memory, false).copied());
    assertEquals(acme, memory.all().get("acme"));
    assertEquals(new MoveOutcome("things", 0, 1, List.of()), move(memory, json, true));

    Files.writeString(folder.resolve("broken.json"), "{");
    assertTrue(
        assertThrows(StorageException.class, json::all)
            .text()
            .contains("broken.json cannot be read"));
  }
}
