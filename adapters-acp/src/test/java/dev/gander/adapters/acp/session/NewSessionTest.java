package dev.gander.adapters.acp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.AcpBackend;
import dev.gander.adapters.acp.Talk;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeLink;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionType;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.ScriptedExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewSessionTest {
  private static final Set<SessionType> ALL = Set.of(SessionType.values());
  private static final Recipe GREETER =
      Recipe.read(
          JsonText.parse(
              """
              {"title":"Greeter","description":"d","prompt":"Greet {{ who }}","parameters":[
                {"key":"who","input_type":"string","requirement":"required","description":"w"}]}"""));

  private final AcpBackend backend = new AcpBackend();
  private final Talk client = Talk.with(backend);

  @AfterEach
  void close() {
    client.close();
    backend.close();
  }

  private static String params(String meta) {
    return "{\"cwd\":\"/tmp\",\"mcpServers\":[],\"_meta\":" + meta + "}";
  }

  private Session opened(String params) throws InterruptedException {
    JsonObject answer = client.result("session/new", params);
    return backend.sessions.get(new SessionId(answer.text("sessionId").orElseThrow()));
  }

  private List<String> extensions(Session session) {
    return EnabledExtensions.read(session.extensionData()).orElseThrow().stream()
        .map(ExtensionConfig::name)
        .toList();
  }

  private List<Session> stored() {
    return backend.sessions.list(ALL);
  }

  @Test
  void aSessionIsReadyWhenItIsAnswered() throws InterruptedException {
    JsonObject answer = client.result("session/new", params("{\"client\":\"x\"}"));

    SessionId id = new SessionId(answer.text("sessionId").orElseThrow());
    Session session = backend.sessions.get(id);
    assertEquals(SessionType.USER, session.type());
    assertEquals("scripted", session.model().provider());
    assertEquals("auto", answer.object("modes").orElseThrow().text("currentModeId").orElseThrow());
    assertEquals(
        JsonText.parse(
            """
            {"currentModelId":"small","availableModels":[{"modelId":"small","name":"small"}]}"""),
        answer.get("models"));
    assertEquals(
        List.of("provider", "mode", "model", "thinking_effort"),
        answer.array("configOptions").orElseThrow().items().stream()
            .map(option -> JsonFields.of(option).text("id"))
            .toList());
    assertEquals(Json.of("/tmp"), answer.object("_meta").orElseThrow().get("workingDir"));
  }

  @Test
  void aNewSessionIsToldOfAfterItsAnswer() throws InterruptedException {
    client.announcing("{\"_meta\":{\"goose\":{\"customNotifications\":true}}}");
    client.forget();

    String id = opened(params("{}")).id().value();
    client.update(id, "available_commands_update");

    assertEquals(
        List.of("answer", "usage_update", "usage_update", "available_commands_update"),
        client.order());
    assertEquals(
        "_goose/unstable/session/update", client.heard().get(1).text("method").orElseThrow());
  }

  @Test
  void builtInCommandsComeFirst() throws InterruptedException {
    String id = opened(params("{}")).id().value();

    JsonArray commands =
        client.update(id, "available_commands_update").array("availableCommands").orElseThrow();
    assertEquals("prompts", JsonFields.of(commands.items().getFirst()).text("name"));
    assertEquals(
        JsonObject.of("commandType", Json.of("Builtin")),
        JsonFields.of(commands.items().getFirst()).object().get("_meta"));
  }

  @Test
  void withoutTheNameOfAClientItIsASessionOfTheProtocol() throws InterruptedException {
    Session session = opened(params("{\"client\":null,\"projectId\":\"p1\"}"));

    assertEquals(SessionType.ACP, session.type());
    assertEquals("p1", session.details().filing().projectId());
    assertEquals("New Chat", session.name().text());
  }

  @Test
  void theClientChoosesAProviderWithItsUsualModel() throws InterruptedException {
    backend.settings.put("providers", JsonObject.EMPTY);
    backend.settings.put("GOOSE_MODEL", Json.of("large"));

    Session session = opened(params("{\"provider\":\"other\"}"));

    assertEquals("other", session.model().provider());
    assertEquals("small", session.model().config().modelName());
  }

  @Test
  void serversOfTheClientAreAddedToTheSettings() throws InterruptedException {
    backend.connector.offer("mock", new ScriptedExtension()).refuse("gone", "no luck");

    JsonObject answer =
        client.result(
            "session/new",
            """
            {"cwd":"/tmp","mcpServers":[
              {"name":"mock","command":"c","args":[],"env":[{"name":"T","value":"v"}]},
              {"name":"gone","command":"c","args":[],"env":[]}]}""");

    String results = JsonText.write(answer.object("_meta").orElseThrow());
    assertTrue(results.contains("{\"name\":\"mock\",\"success\":true}"), results);
    assertTrue(
        results.contains("{\"name\":\"gone\",\"success\":false,\"error\":\"no luck\"}"), results);
    Session session = stored().getFirst();
    assertTrue(extensions(session).contains("mock"), () -> extensions(session).toString());
    assertTrue(extensions(session).contains("todo"), () -> extensions(session).toString());
  }

  @Test
  void extensionsAreToldInWhichProgramTheUserSits() throws InterruptedException {
    backend.connector.offer("mock", new ScriptedExtension());
    client.result(
        "initialize",
        """
        {"protocolVersion":1,"_meta":{"goose/useLoginShellPath":true},
         "clientInfo":{"name":"editor","version":"9"},"clientCapabilities":
          {"_meta":{"goose":{"mcpHostCapabilities":{"extensions":{"ui":{}}}}}}}""");

    client.result(
        "session/new",
        """
        {"cwd":"/tmp","mcpServers":[{"name":"mock","command":"c","args":[],"env":[]}]}""");

    assertEquals(
        Optional.of(new HostClient("editor", "9", JsonObject.of("ui", JsonObject.EMPTY), true)),
        backend.connector.latest("mock").orElseThrow().host().client());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"protocolVersion\":1}",
        "{\"protocolVersion\":1,\"_meta\":{\"goose/useLoginShellPath\":false}}",
        "{\"protocolVersion\":1,\"_meta\":{\"goose/useLoginShellPath\":\"yes\"}}",
        "{\"protocolVersion\":1,\"_meta\":7}"
      })
  void theShellKeepsThePathOfAnEditorUnlessItSaysOtherwise(String greeting)
      throws InterruptedException {
    backend.connector.offer("mock", new ScriptedExtension());
    client.result("initialize", greeting);

    client.result(
        "session/new",
        """
        {"cwd":"/tmp","mcpServers":[{"name":"mock","command":"c","args":[],"env":[]}]}""");

    assertFalse(
        backend
            .connector
            .latest("mock")
            .orElseThrow()
            .host()
            .client()
            .orElseThrow()
            .wantsLoginPath());
  }

  @Test
  void extensionsAreToldThatTheSessionMoves(@TempDir Path folder) throws InterruptedException {
    ScriptedExtension mock = new ScriptedExtension();
    backend.connector.offer("mock", mock);
    String session =
        client
            .result(
                "session/new",
                """
                {"cwd":"/tmp","mcpServers":[{"name":"mock","command":"c","args":[],"env":[]}]}""")
            .text("sessionId")
            .orElseThrow();
    String move = "{\"sessionId\":\"%s\",\"workingDir\":\"%s\"}".formatted(session, folder);

    client.result("_goose/unstable/session/working-dir/update", move);
    client.result("_goose/unstable/session/working-dir/update", move);

    assertEquals(1, mock.newRoots());
    assertEquals(folder, backend.connector.latest("mock").orElseThrow().host().workingDir());
  }

  @Test
  void theClientChoosesTheExtensions() throws InterruptedException {
    backend.connector.offer("developer", new ScriptedExtension());
    backend.connector.offer("mock", new ScriptedExtension());

    assertEquals(List.of("developer"), extensions(opened(params("{\"enabledExtensions\":[]}"))));
    assertEquals(
        List.of("developer", "mock"),
        extensions(
            opened(
                params(
                    """
                    {"enabledExtensions":[{"type":"mcp","server":
                      {"name":"mock","command":"c","args":[],"env":[]}}]}"""))));
  }

  @Test
  void aRecipeIsFilledInByTheClient() throws InterruptedException {
    client.announcing("{\"_meta\":{\"goose\":{\"recipeParameterRequests\":true}}}");
    int asked = client.ask("session/new", linked());

    JsonObject question = client.asked("_goose/unstable/session/recipe/request-params");
    assertEquals(
        GREETER.json().get("parameters"),
        question.object("params").orElseThrow().get("parameters"));
    client.reply(question, "{\"action\":\"submit\",\"values\":{\"who\":\"Ada\",\"n\":7}}");

    JsonObject meta =
        client.answer(asked).object("result").flatMap(it -> it.object("_meta")).orElseThrow();
    assertEquals(JsonObject.of("who", Json.of("Ada")), meta.get("userRecipeValues"));
    assertEquals(GREETER.json(), meta.get("recipe"));
    Session session = stored().getFirst();
    assertEquals("Greeter", session.name().text());
    assertEquals(new AttachedRecipe(GREETER.json(), Map.of("who", "Ada")), session.recipe());
  }

  private static String linked() {
    return params("{\"recipeDeeplink\":\"" + RecipeLink.of(GREETER).text() + "\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"cancel\"}                 | {\"reason\":\"recipe_params_cancelled\"}",
        "{}                                      | {\"reason\":\"recipe_params_cancelled\"}",
        "[]                                      | {\"reason\":\"recipe_params_cancelled\"}",
        "{\"action\":\"submit\",\"values\":{}}   | \"recipe still missing required parameters\"",
        "{\"action\":\"submit\",\"values\":7}    | \"recipe still missing required parameters\"",
      })
  void aRecipeWithoutValuesLeavesNoSession(String reply, String data) throws InterruptedException {
    client.announcing("{\"_meta\":{\"goose\":{\"recipeParameterRequests\":true}}}");
    int asked = client.ask("session/new", linked());
    client.reply(client.asked("_goose/unstable/session/recipe/request-params"), reply);

    JsonObject error = client.answer(asked).object("error").orElseThrow();

    assertEquals(JsonText.parse(data), error.get("data"));
    assertEquals(Json.of(-32_602L), error.get("code"));
    assertEquals(List.of(), stored());
  }

  @Test
  void aClientThatRefusesToAnswerHasCancelled() throws InterruptedException {
    client.announcing("{\"_meta\":{\"goose\":{\"recipeParameterRequests\":true}}}");
    int asked = client.ask("session/new", linked());
    client.refuse(
        client.asked("_goose/unstable/session/recipe/request-params"),
        "{\"code\":-32601,\"message\":\"?\"}");

    JsonObject error = client.answer(asked).object("error").orElseThrow();

    assertEquals(JsonObject.of("reason", Json.of("recipe_params_cancelled")), error.get("data"));
    assertEquals(List.of(), stored());
  }

  @Test
  void aClientThatCannotBeAskedGetsNoRecipeWithParameters() throws InterruptedException {
    assertEquals(
        Json.of(
            "recipe requires parameters but the client does not support recipeParameterRequests"),
        client.error("session/new", linked()).get("data"));
    assertEquals(List.of(), stored());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"cwd\":\"relative\",\"mcpServers\":[]}  | cwd must be an absolute path",
        "{\"cwd\":\"\",\"mcpServers\":[]}          | cwd must be an absolute path",
        "{\"cwd\":\"/no/such\",\"mcpServers\":[]}  | invalid directory path",
        "{\"cwd\":\"/etc/hosts\",\"mcpServers\":[]}  | invalid directory path",
        "{\"cwd\":\"/tmp\\u0000\",\"mcpServers\":[]} | invalid directory path",
        "{\"cwd\":\"/tmp\",\"mcpServers\":[],\"_meta\":{\"client\":7}} | client must be a string",
        "{\"cwd\":\"/tmp\",\"mcpServers\":[],\"_meta\":{\"recipeId\":{}}}"
            + " | recipeId must be a string",
        "{\"cwd\":\"/tmp\",\"mcpServers\":[],\"_meta\":{\"recipeId\":\"no\"}}"
            + " | Recipe not found: no",
        "{\"cwd\":\"/tmp\",\"mcpServers\":[],\"_meta\":{\"provider\":\"no\"}}"
            + " | Unknown provider 'no': there is none",
        "{\"cwd\":\"/tmp\",\"mcpServers\":[{\"type\":\"sse\"}]}"
            + " | SSE is unsupported, migrate to streamable_http",
      })
  void whatIsWrongIsExplained(String params, String data) throws InterruptedException {
    JsonObject error = client.error("session/new", params);

    assertEquals(Json.of(data), error.get("data"));
    assertEquals(Json.of(-32_602L), error.get("code"));
    assertEquals(List.of(), stored());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"cwd\":\"/tmp\"}",
        "{\"cwd\":7,\"mcpServers\":[]}",
        "{\"cwd\":\"/tmp\",\"mcpServers\":{}}",
        "{\"cwd\":\"/tmp\",\"mcpServers\":[7]}",
        "{\"cwd\":\"/tmp\",\"mcpServers\":[{\"name\":\"x\"}]}",
        "{\"cwd\":\"/tmp\",\"mcpServers\":[],\"_meta\":7}",
        "{\"cwd\":\"/tmp\",\"mcpServers\":[],\"_meta\":{\"enabledExtensions\":\"x\"}}",
        "{\"cwd\":\"/tmp\",\"mcpServers\":[],\"_meta\":{\"enabledExtensions\":[{}]}}",
      })
  void malformedParametersAreRefused(String params) throws InterruptedException {
    JsonObject error = client.error("session/new", params);

    assertEquals(Json.of(-32_602L), error.get("code"));
    assertEquals(List.of(), stored());
  }

  @Test
  void withoutAProviderThereIsNoSession() throws InterruptedException {
    backend.settings.put("active_provider", Json.of("unknown"));
    backend.settings.put("GOOSE_MODEL", Json.of("m"));

    JsonObject error = client.error("session/new", params("{}"));

    assertEquals(Json.of(-32_603L), error.get("code"));
    assertTrue(
        error.text("data").orElseThrow().startsWith("Failed to resolve provider: "),
        error::toString);
    assertEquals(List.of(), stored());
  }

  @Test
  void aHundredSessionsFitOnAConnection() throws InterruptedException {
    List<Integer> asked =
        java.util.stream.IntStream.range(0, 100)
            .mapToObj(_ -> client.ask("session/new", params("{\"enabledExtensions\":[]}")))
            .toList();

    for (int id : asked) {
      assertTrue(client.answer(id).object("result").isPresent());
    }
    assertEquals(100, stored().size());
  }
}
