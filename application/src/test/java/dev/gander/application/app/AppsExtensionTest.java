package dev.gander.application.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.Workbench;
import dev.gander.application.api.app.ListApps;
import dev.gander.domain.app.AppName;
import dev.gander.domain.app.AppWindow;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppsExtensionTest {
  private static final AppName POND = new AppName("pond");
  private final Workbench bench = new Workbench();
  private SessionId id;

  @BeforeEach
  void start() throws Exception {
    bench.active.activate("scripted", "known");
    id =
        bench
            .session(
                new ExtensionConfig.Platform("apps", "", null, null, List.of(), JsonObject.EMPTY))
            .id();
    bench.resume.resume(id, true);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void thereIsAClockFromTheBeginning() throws Exception {
    assertEquals(
        List.of("apps__create_app", "apps__delete_app", "apps__iterate_app", "apps__list_apps"),
        bench.agents.get(id).extensions().tools().stream().map(Tool::name).toList());
    assertEquals(
        "- clock: An analog clock with the date (300x300)", call("list_apps", "{}").joinedText());
    McpApp clock = apps().getFirst();
    assertEquals("ui://apps/clock", clock.uri());
    assertEquals(List.of("apps"), clock.servers());
    assertEquals(new AppWindow(300, 300, false), clock.window());
    assertNull(clock.prd());
    ResourceContent.Text read = read("ui://apps/clock");
    assertEquals(clock.text(), read.text());
    assertEquals("text", read.mimeType());
  }

  @Test
  void anAppIsMadeByTheModel() throws Exception {
    answer("create_app_content", "{\"name\":\"pond\",\"description\":\"Ducks\",\"html\":\"<p>Q\"}");

    ToolResult result = call("create_app", "{\"prd\":\"A pond </script> with ducks\"}");

    assertEquals("Created the app 'pond'.", result.joinedText());
    assertEquals(event("app_created"), result.meta());
    McpApp pond = apps().getLast();
    assertEquals("<html>\n<head>\n</head>\n<body>\n<p>Q\n</body>\n</html>", pond.text());
    assertEquals(AppWindow.USUAL, pond.window());
    assertEquals("A pond </script> with ducks", known("pond").prd());
    ProviderRequest asked = bench.provider.lastRequest();
    assertEquals("[apps_create.md]", asked.system());
    assertTrue(asked.messages().getFirst().text().contains("A pond </script> with ducks"));
    assertEquals(List.of("create_app_content"), asked.tools().stream().map(Tool::name).toList());
    assertTrue(asked.isAside());
  }

  @Test
  void anAppIsChangedByTheModel() throws Exception {
    answer(
        "create_app_content",
        "{\"name\":\"pond\",\"description\":\"D\",\"html\":\"<b>old\",\"width\":100}");
    call("create_app", "{\"prd\":\"ducks\"}");
    answer(
        "update_app_content", "{\"description\":\"Geese\",\"html\":\"<b>new\",\"prd\":\"geese\"}");

    ToolResult result = call("iterate_app", "{\"name\":\"pond\",\"feedback\":\"more geese\"}");

    assertEquals(event("app_updated"), result.meta());
    McpApp pond = known("pond");
    assertEquals("Geese", pond.description());
    assertEquals("geese", pond.prd());
    assertTrue(String.valueOf(pond.text()).contains("<b>new"));
    assertEquals(new AppWindow(100, 600, true), pond.window());
    ProviderRequest asked = bench.provider.lastRequest();
    assertEquals("[apps_iterate.md]", asked.system());
    String question = asked.messages().getFirst().text();
    for (String part : List.of("pond: D", "ducks", "more geese", "<b>old")) {
      assertTrue(question.contains(part), part);
    }
  }

  @Test
  void aDeletedAppIsGoneEverywhere() throws Exception {
    answer("create_app_content", "{\"name\":\"pond\",\"description\":\"D\",\"html\":\"<p>\"}");
    call("create_app", "{\"prd\":\"x\"}");

    ToolResult result = call("delete_app", "{\"name\":\"pond\"}");

    assertEquals(event("app_deleted"), result.meta());
    assertEquals(List.of("clock"), apps().stream().map(McpApp::name).toList());
    assertTrue(bench.shelf.all().stream().noneMatch(app -> app.name().equals("pond")));
    assertEquals("Error: App 'pond' not found", failure("delete_app", "{\"name\":\"pond\"}"));
    assertEquals(
        "Error: App 'pond' not found",
        failure("iterate_app", "{\"name\":\"pond\",\"feedback\":\"x\"}"));
  }

  @Test
  void aModelThatDeliversNoAppIsToldToTheOtherOne() throws Exception {
    bench.provider.answer(ScriptedAnswer.says("Sorry"));
    assertEquals(
        "Error: LLM did not call the required tool: create_app_content",
        failure("create_app", "{\"prd\":\"x\"}"));
    answer("update_app_content", "{\"html\":\"<p>\"}");
    assertEquals(
        "Error: LLM did not call the required tool: create_app_content",
        failure("create_app", "{\"prd\":\"x\"}"));
    answer("create_app_content", "{\"name\":\"pond\",\"description\":\"\",\"html\":\"<p>\"}");
    assertEquals(
        "Error: LLM called create_app_content without description",
        failure("create_app", "{\"prd\":\"x\"}"));
    bench.provider.answer(
        ScriptedAnswer.refused(new ProviderException.ServerError("broken", null)));
    assertTrue(failure("create_app", "{\"prd\":\"x\"}").startsWith("Error: "));
    assertEquals(List.of(DefaultApps.CLOCK), bench.appFiles.names());
  }

  @Test
  void anAnswerAtTheTokenLimitIsNoApp() throws Exception {
    bench.provider.answer(
        ScriptedAnswer.start("a")
            .call("c", "create_app_content", JsonObject.EMPTY)
            .usage(10, bench.agents.get(id).model().orElseThrow().model().maxTokens()));

    assertEquals(
        "Error: The answer of the LLM reached its token limit before its end",
        failure("create_app", "{\"prd\":\"x\"}"));
  }

  @Test
  void badNamesAndMissingArgumentsAreRefused() throws Exception {
    assertEquals("Error: Missing required parameter: prd", failure("create_app", "{}"));
    assertEquals(
        "Error: Missing required parameter: feedback", failure("iterate_app", "{\"name\":\"x\"}"));
    assertTrue(failure("delete_app", "{\"name\":\"../clock\"}").contains("cannot have this name"));
    answer("create_app_content", "{\"name\":\"../x\",\"description\":\"D\",\"html\":\"<p>\"}");
    assertTrue(failure("create_app", "{\"prd\":\"x\"}").contains("cannot have this name"));
    answer("create_app_content", "{\"name\":\"clock\",\"description\":\"D\",\"html\":\"<p>\"}");
    assertEquals("Error: App 'clock' already exists", failure("create_app", "{\"prd\":\"x\"}"));
    ExtensionException unknown =
        assertThrows(ExtensionException.class, () -> call("paint_app", "{}"));
    assertEquals(ExtensionException.NOT_FOUND, unknown.code());
  }

  @Test
  void aBrokenFileHidesNoOther() throws Exception {
    bench.appFiles.create(POND, "no metadata");

    assertEquals(List.of("clock"), apps().stream().map(McpApp::name).toList());
    assertThrows(ExtensionException.class, () -> read("ui://apps/pond"));
    for (String uri : List.of("ui://apps/none", "ui://apps/../x", "ui://other/clock", "clock")) {
      ExtensionException failure = assertThrows(ExtensionException.class, () -> read(uri));
      assertEquals(ExtensionException.NOT_FOUND, failure.code());
    }
  }

  @Test
  void theFileGivesTheName() throws Exception {
    bench.appFiles.create(POND, DefaultApps.page(DefaultApps.CLOCK));

    assertEquals(List.of("clock", "pond"), apps().stream().map(McpApp::name).toList());
  }

  private void answer(String tool, String arguments) {
    bench.provider.answer(ScriptedAnswer.calls("c", tool, (JsonObject) JsonText.parse(arguments)));
  }

  private ToolResult call(String tool, String arguments) throws InterruptedException {
    return bench.callTool.call(id, "apps__" + tool, JsonText.parse(arguments));
  }

  private String failure(String tool, String arguments) throws InterruptedException {
    ToolResult result = call(tool, arguments);
    assertTrue(result.failed());
    return result.joinedText();
  }

  private List<McpApp> apps() throws InterruptedException {
    return new ListApps(bench.sessions, bench.agents, bench.shelf).of(id);
  }

  private McpApp known(String name) {
    return bench.shelf.all().stream()
        .filter(app -> app.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ResourceContent.Text read(String uri) throws InterruptedException {
    return (ResourceContent.Text)
        bench.agents.get(id).extensions().readResource("apps", uri).getFirst();
  }

  private static JsonObject event(String type) {
    JsonObject params =
        JsonObject.builder()
            .put("app_name", "pond")
            .put("extension", "apps")
            .put("event_type", type)
            .build();
    return JsonObject.of(
        "platform_notification",
        JsonObject.of("method", Json.of("platform_event")).with("params", params));
  }
}
