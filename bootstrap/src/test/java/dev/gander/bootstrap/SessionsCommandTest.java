package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.TypedCommands.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsCommandTest {
  private static final String EXPORT =
      """
      {"id": "x", "working_dir": "/w", "name": "Bells\\u001b[2J and whistles",
       "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-02T03:04:05Z",
       "extension_data": {}, "message_count": 2, "conversation": [
         {"role": "user", "created": 1, "content": [{"type": "text", "text": "ring\\u0007 the bell"}],
          "metadata": {"userVisible": true, "agentVisible": true}},
         {"role": "assistant", "created": 2, "content": [{"type": "text", "text": "done"}],
          "metadata": {"userVisible": true, "agentVisible": true}}]}
      """;

  @TempDir Path folder;
  private TypedCommands commands;

  @BeforeEach
  void onAnEmptyFolder() {
    commands = new TypedCommands(folder);
  }

  private String imported() {
    Told told = commands.runWith(EXPORT, "sessions", "import", "-");
    assertEquals(0, told.exit(), told::err);
    return told.out().strip();
  }

  @Test
  void thereAreNone() {
    assertEquals(new Told(0, "", ""), commands.run("sessions", "list"));
  }

  @Test
  void whatIsImportedIsListedShownFoundAndExported() throws IOException {
    String id = imported();

    Told listed = commands.run("sessions", "list");
    assertTrue(listed.out().startsWith(id), listed.out());
    assertFalse(listed.out().contains("\u001b"), "the name moves the cursor");
    assertTrue(commands.run("sessions", "search", "nothing", "whistle").out().isEmpty());
    assertTrue(commands.run("sessions", "search", "bell").out().contains(id));
    assertEquals(
        "user: ring\uFFFD the bell\n\nassistant: done\n\n",
        commands.run("sessions", "show", id).out());

    Path file = folder.resolve("export.json");
    assertEquals(0, commands.run("sessions", "export", id, "-o", file.toString()).exit());
    assertTrue(Files.readString(file).contains("ring\\u0007 the bell"));
    Told again = commands.run("sessions", "export", id, "-o", file.toString());
    assertEquals(1, again.exit());
    assertTrue(again.err().contains("exists already"), again.err());
  }

  @Test
  void anExportCanBeImportedAgain() throws IOException {
    String id = imported();
    Path file =
        Files.writeString(folder.resolve("x.json"), commands.run("sessions", "export", id).out());

    Told told = commands.run("sessions", "import", file.toString());

    assertEquals(0, told.exit(), told::err);
    assertEquals(2, commands.run("sessions", "list").out().lines().count());
    assertEquals(1, commands.run("sessions", "list", "--limit", "1").out().lines().count());
  }

  @Test
  void whatIsDeletedIsGone() {
    String id = imported();

    assertEquals(0, commands.run("sessions", "delete", id).exit());

    assertEquals("", commands.run("sessions", "list").out());
    Told gone = commands.run("sessions", "show", id);
    assertEquals(1, gone.exit());
    assertTrue(gone.err().contains("Error: "), gone.err());
  }

  @Test
  void whatIsNoSessionIsRefused() {
    Told told = commands.runWith("no JSON", "sessions", "import", "-");

    assertEquals(1, told.exit());
    assertTrue(told.err().startsWith("Error: "), told.err());
    assertEquals("", commands.run("sessions", "list").out());
    assertEquals(1, commands.run("sessions", "import", "absent.json").exit());
  }

  @Test
  void aServerThatIsNotThereIsTold() {
    commands.variables.put("GANDER_KEY", "k");

    Told told = commands.run("sessions", "list", "--server", "http://127.0.0.1:1");

    assertEquals(1, told.exit());
    assertTrue(told.err().contains("http://127.0.0.1:1 cannot be reached"), told.err());
  }

  @Test
  void aServerNeedsAKey() {
    Told told = commands.run("sessions", "list", "--server", "http://127.0.0.1:1");

    assertEquals(1, told.exit());
    assertTrue(told.err().contains("key is missing"), told.err());
  }
}
