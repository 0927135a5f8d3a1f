package dev.gander.application.agent;

import static dev.gander.testkit.extension.ScriptedExtensionConnector.config;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.agent.ListTools;
import dev.gander.application.api.agent.ReadResource;
import dev.gander.application.api.agent.ToolNotForApps;
import dev.gander.application.api.agent.ToolRunsInFrontend;
import dev.gander.application.api.agent.UpdateSession;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.extension.ScriptedExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToolUseTest {
  private static final SessionId NOPE = new SessionId("nope");
  private final Workbench bench = new Workbench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void toolsAreListedByNameWithTheirParameters() throws Exception {
    JsonObject text = JsonObject.of("type", Json.of("string"));
    JsonObject schema = JsonObject.of("properties", JsonObject.of("z", text).with("a", text));
    bench.connector.offer(
        "m",
        new ScriptedExtension()
            .tool(new Tool("echo", null, schema, JsonObject.EMPTY), (_, _) -> ToolResult.text("")));
    SessionId id = bench.session(config("m"), frontend("pick")).id();

    var items = bench.listTools.list(id, null);

    assertEquals(List.of("m__echo", "pick", "platform__manage_schedule"), names(items));
    assertEquals(schema, items.getFirst().tool().inputSchema());
    assertEquals(List.of("a", "z"), items.getFirst().parameters());
    assertNull(items.getFirst().permission());
    assertEquals(List.of("m__echo"), names(bench.listTools.list(id, "M")));
    assertEquals(List.of("platform__manage_schedule"), names(bench.listTools.list(id, "platform")));
    assertEquals(List.of(), names(bench.listTools.list(id, "")));
    assertEquals(List.of("platform__manage_schedule"), names(bench.listTools.list(NOPE, null)));
  }

  @Test
  void permissionsShowByMode() throws Exception {
    bench.connector.offer("m", new ScriptedExtension().tool("a", _ -> "").tool("b", _ -> ""));
    SessionId id = bench.session(config("m")).id();
    bench.permissions.setUserLevel("m__a", PermissionLevel.NEVER_ALLOW);
    bench.permissions.setJudgedLevels(List.of("m__b"), PermissionLevel.ALWAYS_ALLOW);
    var update = new UpdateSession(bench.sessions, bench.agents);

    assertEquals(PermissionLevel.NEVER_ALLOW, permission(id, 0));
    assertNull(permission(id, 1));
    update.changeMode(id, "approve");
    assertEquals(PermissionLevel.NEVER_ALLOW, permission(id, 0));
    assertEquals(PermissionLevel.ASK_BEFORE, permission(id, 1));
    update.changeMode(id, "smart_approve");
    assertEquals(PermissionLevel.ALWAYS_ALLOW, permission(id, 1));
    update.changeMode(id, "chat");
    assertNull(permission(id, 1));
  }

  @Test
  void aDirectCallIsMeasuredLikeOneOfAModel() throws Exception {
    bench.connector.offer(
        "m",
        new ScriptedExtension()
            .tool("echo", _ -> "got")
            .tool(
                new Tool("break", null, JsonObject.EMPTY, JsonObject.EMPTY),
                (_, _) -> {
                  throw new ExtensionException("gone", null);
                }));
    SessionId id = bench.session(config("m")).id();

    bench.callTool.call(id, "m__echo", JsonObject.EMPTY);
    assertThrows(
        ExtensionException.class, () -> bench.callTool.call(id, "m__break", JsonObject.EMPTY));

    assertEquals(
        List.of(
            new Activity.ToolCall("m__echo", "") + " done",
            new Activity.ToolCall("m__break", "") + " failed"),
        bench.observer.activities().stream()
            .map(it -> it.activity() + " " + it.outcome())
            .toList());
  }

  @Test
  void aToolRunsInTheFolderOfTheSession() throws Exception {
    ScriptedExtension extension = new ScriptedExtension().tool("echo", args -> "got " + args);
    bench.connector.offer("m", extension);
    SessionId id = bench.session(config("m")).id();

    ToolResult result = bench.callTool.call(id, "m__echo", JsonObject.of("a", JsonNull.NULL));
    bench.callTool.call(id, "m__echo", JsonArray.EMPTY);

    assertTrue(result.joinedText().startsWith("got "));
    var call = extension.calls().getFirst();
    assertEquals("/work", call.workingDir().toString());
    assertEquals("echo", call.tool());
    assertNull(extension.calls().get(1).given());
  }

  @Test
  void aToolOfAStoppedAgentBringsItBack() throws Exception {
    bench.connector.offer("m", (_, _) -> new ScriptedExtension().tool("t", _ -> "hi"));
    SessionId id = bench.session(config("m")).id();
    bench.agents.get(id);
    bench.agents.stop(id);

    assertEquals("hi", bench.callTool.call(id, "m__t", JsonNull.NULL).joinedText());
  }

  @Test
  void theOperatorsRulesHoldForDirectCallsAndNobodyIsAsked() throws Exception {
    ScriptedExtension extension = new ScriptedExtension().tool("t", _ -> "hi");
    bench.connector.offer("m", (_, _) -> extension);
    SessionId id = bench.session(config("m")).id();
    for (String list : List.of("deny", "ask")) {
      JsonObject rule = JsonObject.builder().put("name", "mine").put("extension", "m").build();
      bench.policy.write(JsonObject.of(list, new JsonArray(List.of(rule))));

      ToolResult result = bench.callTool.call(id, "m__t", JsonNull.NULL);

      assertTrue(result.failed());
      String title = "rule 'mine' (" + list + " 1 in policy.yaml)";
      assertTrue(result.joinedText().contains(title), result.joinedText());
    }
    assertEquals(List.of(), extension.calls());

    bench.policy.write(JsonObject.of("otherwise", Json.of("allow")));
    assertEquals("hi", bench.callTool.call(id, "m__t", JsonNull.NULL).joinedText());
  }

  @Test
  void anUnknownToolIsNotFound() throws Exception {
    bench.connector.offer("m", new ScriptedExtension().tool("t", _ -> ""));
    ExtensionConfig.Stdio limited = limited("m", "other");
    SessionId id = bench.session(limited).id();
    String none = "-32002: Tool 'x' not found. Available tools: []";

    notFound(none, id, "x");
    notFound(none, NOPE, "x");
    notFound("-32002: Tool '' not found. Available tools: []", id, "");
    notFound("-32002: Tool 't' is not available for extension 'm'", id, "m__t");
    notFound(
        "-32002: Tool 'platform__manage_schedule' not found. Available tools: []",
        id,
        "platform__manage_schedule");
  }

  @Test
  void aFailureBelowAResultBeginsWithItsCode() throws Exception {
    bench.connector.offer(
        "m",
        new ScriptedExtension()
            .tool(
                "t",
                _ -> {
                  throw ExtensionException.invalidParams("bad arguments");
                }));
    SessionId id = bench.session(config("m")).id();

    ExtensionException failure =
        assertThrows(
            ExtensionException.class, () -> bench.callTool.call(id, "m__t", JsonNull.NULL));

    assertEquals("-32602: bad arguments", failure.coded());
  }

  @Test
  void aToolThatWasNeverListedIsAskedForNevertheless() throws Exception {
    ScriptedExtension extension = new ScriptedExtension().tool("t", _ -> "");
    bench.connector.offer("m", extension);
    SessionId id = bench.session(config("m"), platform("todo")).id();
    bench.listTools.list(id, null);
    extension.tool("late", _ -> "here");

    assertEquals("here", bench.callTool.call(id, "m__late", JsonNull.NULL).joinedText());
    notFound("-32002: Tool 'nothing' not found", id, "todo__nothing");
    ExtensionException failure =
        assertThrows(
            ExtensionException.class, () -> bench.callTool.call(id, "m__no", JsonNull.NULL));
    assertEquals("-32602: Unknown tool: no", failure.coded());
  }

  @Test
  void someToolsAreNotForApps() throws Exception {
    bench.connector.offer(
        "m",
        new ScriptedExtension()
            .tool(visibleTo("secret", "model"), (_, _) -> ToolResult.text(""))
            .tool(visibleTo("panel", "app"), (_, _) -> ToolResult.text("ok")));
    SessionId id = bench.session(config("m"), frontend("pick")).id();

    assertThrows(ToolNotForApps.class, () -> bench.callTool.call(id, "m__secret", JsonNull.NULL));
    assertThrows(ToolNotForApps.class, () -> bench.callTool.call(id, "M__secret", JsonNull.NULL));
    assertThrows(ToolRunsInFrontend.class, () -> bench.callTool.call(id, "pick", JsonNull.NULL));
    assertEquals("ok", bench.callTool.call(id, "m__panel", JsonNull.NULL).joinedText());
    assertEquals(
        List.of("m__secret", "pick"),
        bench.agents.get(id).extensions().toolsForModel().stream().map(Tool::name).toList());
  }

  @Test
  void anExtensionIsAddedStoredAndRemoved() throws Exception {
    bench.connector.offer("Git Tools", (_, _) -> new ScriptedExtension().tool("t", _ -> ""));
    SessionId id = bench.session().id();

    bench.add.add(id, config("Git Tools"));
    assertEquals(List.of("Git Tools"), stored(id));
    assertEquals(List.of("gittools__t"), names(bench.listTools.list(id, "GITTOOLS")));

    bench.remove.remove(id, "gitTOOLS");
    bench.remove.remove(id, "never-was");
    assertEquals(List.of(), stored(id));
    assertEquals(List.of(), names(bench.listTools.list(id, "gittools")));
  }

  @Test
  void anExtensionThatDoesNotStartLeavesNoTrace() throws Exception {
    bench.connector.refuse("bad", "boom");
    SessionId id = bench.session().id();

    addFails("boom", id, config("bad"));
    addFails("invalid config: Unknown extension: nosuch", id, platform("nosuch"));
    addFails(
        "invalid config: SSE is unsupported, migrate to streamable_http",
        id,
        new ExtensionConfig.Sse("s", "", null, List.of(), JsonObject.EMPTY));
    assertThrows(SessionNotFound.class, () -> bench.add.add(NOPE, platform("todo")));
    assertEquals(List.of(), stored(id));
    assertThrows(SessionNotFound.class, () -> bench.remove.remove(NOPE, "todo"));
  }

  @Test
  void aPlatformExtensionThatIsNotBuiltLoadsAndOffersNothing() throws Exception {
    SessionId id = bench.session(platform("summon"), platform("code_execution")).id();

    assertEquals(List.of("platform__manage_schedule"), names(bench.listTools.list(id, null)));
    assertEquals(List.of("summon", "code_execution"), stored(id));
    notFound("-32002: Tool 'delegate' not found. Available tools: []", id, "delegate");
  }

  @Test
  void aResourceIsReadByNameAndUri() throws Exception {
    bench.connector.offer("m", new ScriptedExtension().resource("x://a", "text/plain", "hello"));
    SessionId id = bench.session(config("m")).id();
    ReadResource read = new ReadResource(bench.sessions, bench.agents);

    assertEquals(
        new ResourceContent.Text("x://a", "text/plain", "hello", null),
        read.read(id, "M", "x://a"));
    assertThrows(NotFound.class, () -> read.read(id, "m", "x://none"));
    assertThrows(NotFound.class, () -> read.read(id, "none", "x://a"));
    assertThrows(NotFound.class, () -> read.read(NOPE, "m", "x://a"));
  }

  private PermissionLevel permission(SessionId id, int index) throws InterruptedException {
    return bench.listTools.list(id, "m").get(index).permission();
  }

  private void notFound(String message, SessionId id, String tool) {
    ExtensionException failure =
        assertThrows(ExtensionException.class, () -> bench.callTool.call(id, tool, JsonNull.NULL));
    assertEquals(ExtensionException.NOT_FOUND, failure.code());
    assertEquals(message, failure.coded());
  }

  private void addFails(String message, SessionId id, ExtensionConfig config) {
    assertEquals(
        message, assertThrows(ExtensionException.class, () -> bench.add.add(id, config)).text());
  }

  private List<String> stored(SessionId id) {
    return EnabledExtensions.read(bench.sessions.get(id).extensionData()).orElseThrow().stream()
        .map(ExtensionConfig::name)
        .toList();
  }

  private static List<String> names(List<ListTools.Item> items) {
    return items.stream().map(item -> item.tool().name()).toList();
  }

  private static Tool visibleTo(String name, String audience) {
    JsonObject ui = JsonObject.of("visibility", JsonArray.of(Json.of(audience)));
    return new Tool(name, "", JsonObject.EMPTY, JsonObject.of("_meta", JsonObject.of("ui", ui)));
  }

  private static ExtensionConfig.Stdio limited(String name, String tool) {
    ExtensionConfig.Stdio all = config(name);
    return new ExtensionConfig.Stdio(
        name,
        "",
        all.cmd(),
        all.args(),
        all.envs(),
        all.envKeys(),
        null,
        null,
        null,
        List.of(tool),
        JsonObject.EMPTY);
  }

  private static ExtensionConfig frontend(String tool) {
    return new ExtensionConfig.Frontend(
        "fe",
        "",
        List.of(new Tool(tool, "", JsonObject.EMPTY, JsonObject.EMPTY)),
        "Use it.",
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  private static ExtensionConfig platform(String name) {
    return new ExtensionConfig.Platform(name, "", null, null, List.of(), JsonObject.EMPTY);
  }
}
