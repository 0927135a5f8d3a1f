package dev.gander.adapters.acp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.AcpBackend;
import dev.gander.adapters.acp.Talk;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionMethodsTest {
  private final AcpBackend backend = new AcpBackend();
  private final Talk client = Talk.with(backend);
  private SessionId id;

  @BeforeEach
  void open() throws InterruptedException {
    JsonObject answer = client.result("session/new", "{\"cwd\":\"/tmp\",\"mcpServers\":[]}");
    id = new SessionId(answer.text("sessionId").orElseThrow());
    client.update(id.value(), "available_commands_update");
    client.forget();
  }

  @AfterEach
  void close() {
    client.close();
    backend.close();
  }

  private Session session() {
    return backend.sessions.get(id);
  }

  private String params(String more) {
    return "{\"sessionId\":\"" + id + "\"," + more + "}";
  }

  private JsonObject set(String option, String value) throws InterruptedException {
    return client.result(
        "session/set_config_option",
        params("\"configId\":\"" + option + "\",\"value\":\"" + value + "\""));
  }

  private static JsonFields option(JsonObject answer, String name) {
    return answer.array("configOptions").orElseThrow().items().stream()
        .map(JsonFields::of)
        .filter(option -> option.text("id").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String current(JsonObject answer, String name) {
    return option(answer, name).text("currentValue");
  }

  private static List<String> values(JsonObject answer, String name) {
    return option(answer, name)
        .required("options", JsonFields.listOf(it -> JsonFields.of(it).text("value")));
  }

  @Test
  void theModeIsToldBeforeTheAnswer() throws InterruptedException {
    client.result("session/set_mode", params("\"modeId\":\"approve\""));

    assertEquals(List.of("current_mode_update", "answer"), client.order());
    assertEquals(
        "approve",
        client.update(id.value(), "current_mode_update").text("currentModeId").orElseThrow());
    assertEquals(GooseMode.APPROVE, session().mode());
  }

  @Test
  void theModelIsToldWithAllOptions() throws InterruptedException {
    client.result("session/set_model", params("\"modelId\":\"large\""));

    assertEquals(List.of("config_option_update", "answer"), client.order());
    JsonObject update = client.update(id.value(), "config_option_update");
    assertEquals("large", current(update, "model"));
    assertEquals("large", session().model().config().modelName());
  }

  @Test
  void theModeIsAnOptionToo() throws InterruptedException {
    JsonObject answer = set("mode", "chat");

    assertEquals("chat", current(answer, "mode"));
    assertEquals(GooseMode.CHAT, session().mode());
    assertEquals(List.of("config_option_update", "answer"), client.order());
  }

  @Test
  void aModelThatThinksHasEfforts() throws InterruptedException {
    backend.catalog.know(
        "thinker", new ModelCatalog.Facts(9_000, 700, true, null, null, null, null));
    JsonObject plain = set("thinking_effort", "high");
    assertEquals(List.of("off"), values(plain, "thinking_effort"));

    JsonObject thinking = set("model", "thinker");

    assertEquals("high", current(thinking, "thinking_effort"));
    assertEquals(
        List.of("off", "low", "medium", "high", "max"), values(thinking, "thinking_effort"));
    assertEquals(
        JsonObject.of("thinking_effort", Json.of("high")),
        session().model().config().requestParams());
  }

  @Test
  void theEffortOfTheSettingsHoldsUntilOneIsChosen() throws InterruptedException {
    backend.catalog.know(
        "thinker", new ModelCatalog.Facts(9_000, 700, true, null, null, null, null));
    backend.settings.put("GOOSE_THINKING_EFFORT", Json.of("XHigh"));

    assertEquals("max", current(set("model", "thinker"), "thinking_effort"));
    assertEquals("off", current(set("thinking_effort", "off"), "thinking_effort"));
  }

  /// The first answer has what is known, the update what the service says.
  @Test
  void aProviderThatHasNotListedItsModelsIsAsked() throws InterruptedException {
    backend.other.offering("one", "two");

    JsonObject answer = set("provider", "other");

    assertEquals("other", current(answer, "provider"));
    assertEquals("small", current(answer, "model"));
    assertEquals(List.of("small"), values(answer, "model"));
    JsonObject refreshed =
        client
            .hears(it -> it.toString().contains("two"))
            .object("params")
            .flatMap(it -> it.object("update"))
            .orElseThrow();
    assertEquals(List.of("small", "one", "two"), values(refreshed, "model"));
    assertEquals(List.of("config_option_update", "answer", "config_option_update"), client.order());
  }

  @Test
  void aServiceThatDoesNotListItsModelsIsNoFailure() throws InterruptedException {
    backend.other.listFails(new ProviderException.ServerError("down", null));

    assertEquals("other", current(set("provider", "other"), "provider"));
    assertEquals("other", current(set("mode", "chat"), "provider"));
  }

  @Test
  void gooseStandsForTheProviderOfTheSettings() throws InterruptedException {
    JsonObject other = set("provider", "other");
    assertEquals(List.of("goose", "other", "scripted"), values(other, "provider"));

    JsonObject answer = set("provider", "goose");

    assertEquals("scripted", current(answer, "provider"));
    assertEquals("scripted", session().model().provider());
  }

  @Test
  void aProviderGetsTheModelLastUsedWithIt() throws InterruptedException {
    JsonObject entry = JsonObject.builder().put("enabled", true).put("model", "old").build();
    backend.settings.put("providers", JsonObject.of("other", entry));

    assertEquals("old", current(set("provider", "other"), "model"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode            | bogus | -32602 | Invalid mode: bogus",
        "thinking_effort | bogus | -32602 | Invalid thinking effort: bogus",
        "model           | ''    | -32602 | Invalid model config: a model needs a name",
        "provider        | nope  | -32603 | Unknown provider: nope",
        "bogus           | x     | -32602 | Unsupported config option: bogus",
      })
  void whatCannotBeChosenIsExplained(String option, String value, long code, String data)
      throws InterruptedException {
    Session before = session();
    JsonObject error =
        client.error(
            "session/set_config_option",
            params("\"configId\":\"" + option + "\",\"value\":\"" + value + "\""));

    assertEquals(Json.of(data), error.get("data"));
    assertEquals(Json.of(code), error.get("code"));
    assertEquals(before, session());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session/set_mode {\"sessionId\":\"nope\",\"modeId\":\"auto\"}",
        "session/set_model {\"sessionId\":\"nope\",\"modelId\":\"x\"}",
        "session/set_config_option"
            + " {\"sessionId\":\"nope\",\"configId\":\"mode\",\"value\":\"auto\"}",
        "session/set_config_option"
            + " {\"sessionId\":\"nope\",\"configId\":\"provider\",\"value\":\"other\"}",
      })
  void anUnknownSessionIsNotFound(String request) throws InterruptedException {
    String[] parts = request.split(" ", 2);

    JsonObject error = client.error(parts[0], parts[1]);

    assertEquals(Json.of(-32_002L), error.get("code"));
    assertEquals(Json.of("Session not found: nope"), error.get("data"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session/set_mode {\"sessionId\":\"x\"}",
        "session/set_mode {\"sessionId\":7,\"modeId\":\"auto\"}",
        "session/set_model {\"modelId\":\"x\"}",
        "session/set_model {\"sessionId\":\"x\",\"modelId\":[]}",
        "session/set_config_option {\"sessionId\":\"x\",\"configId\":\"mode\"}",
        "session/set_config_option {\"sessionId\":\"x\",\"configId\":\"mode\",\"value\":true}",
        "session/set_config_option {\"sessionId\":\"x\",\"configId\":7,\"value\":\"auto\"}",
      })
  void malformedParametersAreRefused(String request) throws InterruptedException {
    String[] parts = request.split(" ", 2);

    JsonObject error = client.error(parts[0], parts[1]);

    assertEquals(Json.of(-32_602L), error.get("code"));
    assertTrue(error.object("data").isPresent(), error::toString);
  }
}
