package dev.gander.application.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.Workbench;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StateExtensionsTest {
  private final Workbench bench = new Workbench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aTodoListIsKeptWithTheSessionAndShownInEachTurn() throws Exception {
    SessionId id = bench.session(platform("todo")).id();
    Agent agent = bench.agents.get(id);
    assertTrue(agent.extensions().turnContext().getFirst().contains("none yet"));

    assertEquals("Updated (8 chars)", call(id, "todo__todo_write", "content", "buy oats"));

    JsonObject kept = bench.sessions.get(id).extensionData().object("todo.v0").orElseThrow();
    assertEquals("buy oats", kept.text("content").orElseThrow());
    assertEquals(List.of("Current tasks and notes:\nbuy oats"), agent.extensions().turnContext());
    assertTrue(EnabledExtensions.read(bench.sessions.get(id).extensionData()).isPresent());
  }

  @Test
  void aTodoListHasALimit() throws Exception {
    SessionId id = bench.session(platform("todo")).id();
    bench.settings.put("GOOSE_TODO_MAX_CHARS", Json.of(9));

    assertEquals("Updated (9 chars)", call(id, "todo__todo_write", "content", "🦆23456789"));
    assertEquals(
        "Error: Todo list too large: 10 chars (max: 9)",
        call(id, "todo__todo_write", "content", "xxxxxxxxxx"));
    assertEquals(
        "Error: Missing required parameter: content", call(id, "todo__todo_write", "x", "y"));
    bench.settings.put("GOOSE_TODO_MAX_CHARS", Json.of(0));
    assertEquals("Updated (10 chars)", call(id, "todo__todo_write", "content", "xxxxxxxxxx"));
  }

  @Test
  void aTextOfTheUsersIsInEveryTurn(@TempDir Path dir) throws Exception {
    SessionId id = bench.session(platform("tom")).id();
    Agent agent = bench.agents.get(id);
    assertEquals(List.of(), agent.extensions().turnContext());
    Path file = dir.resolve("moim.txt");
    bench.settings.put("GOOSE_MOIM_MESSAGE_TEXT", Json.of("Be kind."));
    bench.settings.put("GOOSE_MOIM_MESSAGE_FILE", Json.of(file.toString()));

    assertEquals(List.of("Be kind."), agent.extensions().turnContext());
    Files.writeString(file, "é".repeat(40_000));
    String shown = agent.extensions().turnContext().getFirst();
    assertEquals("Be kind.\n" + "é".repeat(32_768), shown);
    assertEquals(List.of(), agent.extensions().tools());
  }

  @Test
  void settingsOfTheWrongKindSpoilNoTurn() throws Exception {
    SessionId id = bench.session(platform("tom"), platform("todo")).id();
    bench.settings.put("GOOSE_MOIM_MESSAGE_TEXT", JsonObject.EMPTY);
    bench.settings.put("GOOSE_TODO_MAX_CHARS", Json.of("few"));

    assertEquals(1, bench.agents.get(id).extensions().turnContext().size());
    assertEquals(
        "Error: The setting GOOSE_TODO_MAX_CHARS must be a number",
        call(id, "todo__todo_write", "content", "x"));
  }

  @Test
  void anExtensionIsEnabledAndDisabledByTheModel() throws Exception {
    bench.connector.offer("Pond", (_, _) -> new ScriptedExtension().tool("swim", _ -> ""));
    configure("pond", "Pond");
    SessionId id = bench.session(platform("Extension Manager")).id();

    String overview = call(id, "extensionmanager__search_available_extensions", "", "");
    assertTrue(overview.contains("- Pond - "), overview);
    assertTrue(overview.endsWith("Enabled now: extensionmanager"), overview);
    assertEquals(
        "The extension 'Pond' has been installed successfully", manage(id, "enable", "Pond"));
    Agent agent = bench.agents.get(id);
    assertTrue(agent.extensions().tools().stream().anyMatch(it -> it.name().equals("pond__swim")));
    assertEquals(List.of("Extension Manager", "Pond"), stored(id));
    assertEquals(
        "The extension 'pond' has been disabled successfully", manage(id, "disable", "pond"));
    assertEquals(List.of("Extension Manager"), stored(id));
    assertFalse(bench.connector.latest("Pond").orElseThrow().extension().isAlive());
  }

  @Test
  void theOverviewNamesWhatCanBeEnabled() throws Exception {
    JsonObject bundled =
        ExtensionConfigJson.write(
            new ExtensionConfig.Builtin(
                "memory", "", "Memory", null, true, List.of(), JsonObject.EMPTY));
    JsonObject nameless =
        ExtensionConfigJson.write(
            new ExtensionConfig.Builtin(
                "tutorial", "", null, null, true, List.of(), JsonObject.EMPTY));
    bench.settings.put(
        "extensions",
        JsonObject.of("memory", bundled.with("enabled", Json.of(false)))
            .with("tutorial", nameless.with("enabled", Json.of(false))));
    SessionId id = bench.session(platform("Extension Manager")).id();

    String overview = call(id, "extensionmanager__search_available_extensions", "", "");

    assertTrue(overview.contains("- memory - Memory\n"), overview);
    assertTrue(overview.contains("- tutorial - a bundled extension"), overview);
    assertFalse(overview.contains("rchestrator"), overview);
  }

  /// Opening a pipe waits until somebody writes to it.
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aFileOfTheUsersThatIsNoneIsPassedOver(@TempDir Path dir) throws Exception {
    SessionId id = bench.session(platform("tom")).id();
    Path pipe = dir.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

    for (Path file : List.of(pipe, Path.of("/dev/zero"), dir)) {
      bench.settings.put("GOOSE_MOIM_MESSAGE_FILE", Json.of(file.toString()));
      assertEquals(List.of(), bench.agents.get(id).extensions().turnContext());
    }
  }

  @Test
  void whatCannotBeEnabledIsTold() throws Exception {
    bench.connector.refuse("Pond", "frozen");
    configure("pond", "Pond");
    SessionId id = bench.session(platform("Extension Manager")).id();

    assertEquals(
        "Error: Extension operation failed: Extension 'pond' not found. Please check the extension"
            + " name and try again.",
        manage(id, "enable", "pond"));
    assertEquals("Error: Extension operation failed: frozen", manage(id, "enable", "Pond"));
    assertEquals("Error: action must be enable or disable", manage(id, "break", "Pond"));
    assertEquals(List.of("Extension Manager"), stored(id));
  }

  @Test
  void resourcesAreOfferedWhenSomebodyHasSome() throws Exception {
    bench.connector.offer(
        "lib", (_, _) -> new ScriptedExtension().resource("x://book", "text/plain", "Once"));
    SessionId id = bench.session(platform("Extension Manager")).id();
    assertEquals(2, bench.agents.get(id).extensions().tools().size());

    bench.add.add(id, ScriptedExtensionConnector.config("lib"));

    assertEquals(4, bench.agents.get(id).extensions().tools().size());
    assertEquals(
        "lib - x://book, uri: (x://book)", call(id, "extensionmanager__list_resources", "", ""));
    assertEquals("", call(id, "extensionmanager__list_resources", "extension_name", "other"));
    assertEquals(
        "x://book\n\nOnce", call(id, "extensionmanager__read_resource", "uri", "x://book"));
    assertEquals(
        "Error: No extension has the resource x://none",
        call(id, "extensionmanager__read_resource", "uri", "x://none"));
    for (String extension : List.of("lib", "nobody")) {
      JsonObject arguments =
          JsonObject.builder().put("uri", "x://none").put("extension_name", extension).build();
      ToolResult answer = bench.callTool.call(id, "extensionmanager__read_resource", arguments);
      assertTrue(answer.failed(), extension);
    }
  }

  private void configure(String key, String name) {
    JsonObject entry =
        ExtensionConfigJson.write(ScriptedExtensionConnector.config(name))
            .with("enabled", Json.of(false));
    bench.settings.put("extensions", JsonObject.of(key, entry));
  }

  private String manage(SessionId id, String action, String name) throws InterruptedException {
    JsonObject arguments =
        JsonObject.of("action", Json.of(action)).with("extension_name", Json.of(name));
    return bench.callTool.call(id, "extensionmanager__manage_extensions", arguments).joinedText();
  }

  private String call(SessionId id, String tool, String name, String value)
      throws InterruptedException {
    ToolResult result = bench.callTool.call(id, tool, JsonObject.of(name, Json.of(value)));
    return result.joinedText();
  }

  private List<String> stored(SessionId id) {
    return EnabledExtensions.read(bench.sessions.get(id).extensionData()).orElseThrow().stream()
        .map(ExtensionConfig::name)
        .toList();
  }

  private static ExtensionConfig platform(String name) {
    return new ExtensionConfig.Platform(name, "", null, null, List.of(), JsonObject.EMPTY);
  }
}
