package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.SESSION;
import static dev.gander.adapters.mcp.ChildExtensions.call;
import static dev.gander.adapters.mcp.ChildExtensions.config;
import static dev.gander.adapters.mcp.ChildExtensions.host;
import static dev.gander.adapters.mcp.ChildExtensions.misbehaving;
import static dev.gander.adapters.mcp.ChildExtensions.start;
import static dev.gander.adapters.mcp.ChildExtensions.text;
import static dev.gander.adapters.mcp.ChildExtensions.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfig.Stdio;
import dev.gander.domain.extension.SamplingJson;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.RecordingHost;
import dev.gander.testkit.extension.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StdioExtensionConnectorTest {
  private static final JsonObject NONE = JsonObject.EMPTY;

  @TempDir private Path folder;

  @Test
  void greetsAsGoosedDoes() throws Exception {
    Path log = folder.resolve("log");
    try (Extension extension = start(misbehaving("--log", log.toString()), folder)) {
      extension.tools();
      call(extension, "echo", JsonObject.of("message", Json.of("x")));
      extension.rootChanged();
      // Nobody waits for a notification to be sent.
      Eventually.holds(() -> Files.readString(log).contains("list_changed"));
    }
    assertEquals(
        List.of(
            "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":"
                + "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"extensions\":"
                + "{\"io.modelcontextprotocol/ui\":"
                + "{\"mimeTypes\":[\"text/html;profile=mcp-app\"]}},"
                + "\"roots\":{},\"sampling\":{},\"elicitation\":{\"form\":{},\"url\":{}}},"
                + "\"clientInfo\":{\"name\":\"goose-desktop\",\"version\":\"1.39.0\"}}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":{\"_meta\":"
                + "{\"agent-session-id\":\"20260102_3\",\"progressToken\":0}}}",
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"_meta\":"
                + "{\"agent-session-id\":\"20260102_3\",\"agent-working-dir\":\"/\","
                + "\"agent-tool-call-request-id\":\"call_1\","
                + "\"progressToken\":1},"
                + "\"name\":\"echo\",\"arguments\":{\"message\":\"x\"}}}",
            "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/roots/list_changed\"}",
            "eof"),
        Files.readAllLines(log));
  }

  @Test
  void aCallWithoutArgumentsIsSentWithoutThem() throws InterruptedException {
    try (Extension extension = start(misbehaving(), folder)) {
      var without = new ToolInvocation(SESSION, folder, "", "arguments", null);
      assertEquals("null", extension.call(without, new RecordingProgress()).joinedText());
    }
  }

  @Test
  void theChildGetsTheVariablesTheSessionAndOurEnvironment() throws InterruptedException {
    Stdio config = with(misbehaving(), Map.of("MY_ENV", "1"), 20L, null);
    try (Extension extension = start(config, folder)) {
      assertEquals("1", variable(extension, "MY_ENV"));
      assertEquals(SESSION.value(), variable(extension, "AGENT_SESSION_ID"));
      assertEquals(System.getenv("HOME"), variable(extension, "HOME"));
      assertTrue(variable(extension, "PATH").endsWith(System.getenv("PATH")));
      assertTrue(variable(extension, "PATH").contains("/.local/bin:/usr/local/bin:"));
    }
  }

  @Test
  void theChildGetsNoKeyThatIsNotForIt() throws InterruptedException {
    Map<String, String> ours = new HashMap<>(System.getenv());
    ours.put("GOOSE_SERVER__SECRET_KEY", "the-key-of-the-server");
    ours.put("OPENAI_API_KEY", "of-a-provider");
    ours.put("MY_TOKEN", "ours");
    Stdio config = with(misbehaving(), Map.of("MY_TOKEN", "its own"), 20L, null);
    var connector = ChildExtensions.connector(Map.of(), ours);
    try (Extension extension = connector.connect(config, host(folder))) {
      assertEquals("-", variable(extension, "GOOSE_SERVER__SECRET_KEY"));
      assertEquals("-", variable(extension, "OPENAI_API_KEY"));
      assertEquals("its own", variable(extension, "MY_TOKEN"));
    }
  }

  private static String variable(Extension extension, String name) throws InterruptedException {
    return text(extension, "env", JsonObject.of("name", Json.of(name)));
  }

  @Test
  void theChildWorksInTheFolderOfTheSession() throws Exception {
    assertEquals(folder.toRealPath().toString(), whereItWorks(null));
  }

  @Test
  void theChildWorksInItsOwnFolder() throws Exception {
    Path own = Files.createDirectory(folder.resolve("own"));
    assertEquals(own.toRealPath().toString(), whereItWorks(own.toString()));
  }

  @Test
  void aFolderThatIsNotThereIsReplacedByOurs() throws Exception {
    assertEquals(Path.of("").toAbsolutePath().toString(), whereItWorks("/no/such/folder"));
  }

  private String whereItWorks(String cwd) throws InterruptedException {
    try (Extension extension = start(with(misbehaving(), Map.of(), 20L, cwd), folder)) {
      return text(extension, "where", NONE);
    }
  }

  @Test
  void aProgramIsLookedForInTheSearchPathsFirst() throws Exception {
    Path program = folder.resolve("my-server");
    Files.writeString(
        program, "#!/bin/sh\nexec " + String.join(" ", MisbehavingServer.command()) + "\n");
    assertTrue(program.toFile().setExecutable(true));
    Json paths = JsonArray.of(Json.of(folder.toString()));
    var connector = ChildExtensions.connector(Map.of("GOOSE_SEARCH_PATHS", paths));
    try (Extension extension = connector.connect(config(List.of("my-server"), 20), host(folder))) {
      assertTrue(variable(extension, "PATH").startsWith(folder + ":"));
    }
  }

  @Test
  void inAContainerDockerStartsTheProgramAndGetsNoValuesOnItsCommandLine() throws Exception {
    Path docker = folder.resolve("docker");
    Path seen = folder.resolve("seen");
    Files.writeString(docker, "#!/bin/sh\necho \"$*\" > " + seen + "\nshift 7\nexec \"$@\"\n");
    assertTrue(docker.toFile().setExecutable(true));
    Json paths = JsonArray.of(Json.of(folder.toString()));
    var connector = ChildExtensions.connector(Map.of("GOOSE_SEARCH_PATHS", paths));
    Stdio config = with(misbehaving(), Map.of("MY_KEY", "s3cret"), 20L, null);

    try (Extension extension = connector.connect(config, host(folder).useContainer("box"))) {
      assertEquals("s3cret", variable(extension, "MY_KEY"));
    }

    String expected = "exec -i -e AGENT_SESSION_ID -e MY_KEY box " + config.cmd();
    assertTrue(Files.readString(seen).startsWith(expected), Files.readString(seen));
  }

  @Test
  void theDefaultTimeoutIsASetting() throws Exception {
    var connector =
        ChildExtensions.connector(Map.of("GOOSE_DEFAULT_EXTENSION_TIMEOUT", Json.of(1)));
    Stdio config = with(misbehaving("--never"), Map.of(), null, null);
    var e =
        assertThrows(
            ExtensionException.class, () -> connector.connect(config, host(folder)).close());
    assertTrue(e.text().contains("request timeout after PT1S"), e.text());
  }

  @Test
  void aStartMayHaveALimitOfItsOwn() {
    var connector = ChildExtensions.connector(Map.of("GANDER_EXTENSION_START_TIMEOUT", Json.of(1)));
    var e =
        assertThrows(
            ExtensionException.class,
            () -> connector.connect(misbehaving("--never"), host(folder)).close());
    assertEquals(
        "failed to initialize MCP client: request timeout after PT1S"
            + " (GANDER_EXTENSION_START_TIMEOUT, or the timeout of the extension)",
        e.text());
  }

  @Test
  void theServerMayAskForTheFolderAndTheModelAndAnnounceNewTools() throws InterruptedException {
    RecordingHost host = host(folder);
    try (Extension extension = start(misbehaving(), host)) {
      String uri = "file://" + folder;
      assertEquals(
          "{\"roots\":[{\"uri\":\"" + uri + "\",\"name\":\"working_directory\"}]}",
          text(extension, "roots", NONE));
      JsonObject request =
          (JsonObject)
              JsonText.parse(
                  "{\"messages\":[{\"role\":\"user\",\"content\":{\"type\":\"text\",\"text\":\"hi\"}}]}");
      assertEquals(
          "{\"model\":\"recorded\",\"stopReason\":\"endTurn\",\"role\":\"assistant\","
              + "\"content\":{\"type\":\"text\",\"text\":\"sampled\"}}",
          text(extension, "sample", request));
      assertEquals(List.of(SamplingJson.readRequest(JsonFields.of(request))), host.samples());
      call(extension, "change", NONE);
      assertTrue(host.awaitToolsChanged());
    }
  }

  @Test
  void notificationsComeAsTheServerSentThem() throws InterruptedException {
    try (Extension extension = start(misbehaving(), folder)) {
      var progress = new RecordingProgress();
      extension.call(ChildExtensions.invocation("progress", NONE), progress);
      assertEquals(
          List.of(
              "notifications/progress {\"progressToken\":0,\"progress\":1}",
              "notifications/message {\"level\":\"info\",\"data\":{\"any\":[\"json\",1]}}",
              "notifications/progress {\"progressToken\":0,\"progress\":2}"),
          progress.notifications().stream()
              .map(told -> told.method() + " " + JsonText.write(told.params()))
              .toList());
    }
  }

  @Test
  void progressReachesOnlyTheCallThatItBelongsTo() throws Exception {
    try (Extension extension = start(misbehaving(), folder)) {
      var mine = new RecordingProgress();
      var other = new RecordingProgress();
      Thread slow =
          Thread.ofVirtual()
              .start(() -> assertThrows(Exception.class, () -> slow(extension, other)));
      extension.call(ChildExtensions.invocation("progress", NONE), mine);
      slow.interrupt();
      slow.join();
      assertEquals(3, mine.notifications().size());
      assertTrue(other.notifications().size() <= 2, () -> other.notifications().toString());
    }
  }

  private static ToolResult slow(Extension extension, RecordingProgress progress)
      throws InterruptedException {
    return extension.call(ChildExtensions.invocation("slow", NONE), progress);
  }

  @Test
  void anErrorOfTheServerIsToldWithItsData() throws InterruptedException {
    try (Extension extension = start(misbehaving(), folder)) {
      JsonObject data = JsonObject.of("data", JsonObject.of("x", Json.of(1)));
      var e = assertThrows(ExtensionException.class, () -> call(extension, "error", data));
      assertEquals("-32000: it broke({\"x\":1})", e.coded());
    }
  }

  @Test
  void instructionsNameTheFolder() throws InterruptedException {
    try (Extension extension = start(misbehaving("--bare"), folder)) {
      assertEquals("Work in " + folder + ".", extension.instructions());
      assertFalse(extension.hasResources());
      assertEquals(List.of(), extension.listResources());
    }
  }

  @Test
  void aPythonProgramIsWrittenStartedAndClearedAway() throws Exception {
    Path uvx = folder.resolve("uvx");
    Path seen = folder.resolve("seen");
    String java = String.join(" ", MisbehavingServer.command());
    Files.writeString(
        uvx, "#!/bin/sh\necho \"$@\" >" + seen + "; cat \"$6\" >>" + seen + "; exec " + java);
    assertTrue(uvx.toFile().setExecutable(true));
    Json paths = JsonArray.of(Json.of(folder.toString()));
    var python =
        new ExtensionConfig.InlinePython(
            "My Tool", "", "print()\n", 20L, List.of("rich"), List.of(), NONE);
    ChildExtensions.connector(Map.of("GOOSE_SEARCH_PATHS", paths))
        .connect(python, host(folder))
        .close();
    List<String> lines = Files.readAllLines(seen);
    assertTrue(lines.getFirst().startsWith("--with mcp --with rich python "), lines.getFirst());
    assertEquals("print()", lines.get(1));
    assertFalse(Files.exists(programOf(lines.getFirst())));
  }

  private static Path programOf(String arguments) throws IOException {
    return Path.of(arguments.substring(arguments.lastIndexOf(' ') + 1));
  }
}
