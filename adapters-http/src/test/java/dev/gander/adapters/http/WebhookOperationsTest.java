package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.webhook.WebhookSender.Answer;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/gander/v1/webhooks`.
class WebhookOperationsTest {
  private static final String HOOKS = "/gander/v1/webhooks";
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private final RunningApi api = new RunningApi();

  @BeforeEach
  void start() {
    api.backend.startSchedules();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject created(String body) {
    HttpResponse<String> answer = api.server.post(HOOKS, body);
    assertEquals(201, answer.statusCode(), answer.body());
    return (JsonObject) JsonText.parse(answer.body());
  }

  private static String text(JsonObject json, String name) {
    return json.text(name).orElseThrow(() -> new AssertionError(json.compact()));
  }

  private List<Json> deliveries(String query) {
    return RunningApi.object(api.server.get(HOOKS + "/deliveries" + query))
        .array("deliveries")
        .orElseThrow()
        .items();
  }

  private void run() {
    RunningApi.object(api.server.post("/gander/v1/runs", "{\"prompt\":\"x\",\"wait\":60}"));
  }

  @Test
  void aSecretIsShownOnce() {
    JsonObject made = created("{\"url\":\"https://example.com/hook\",\"events\":[\"run.ended\"]}");

    String listed = api.server.get(HOOKS).body();
    assertTrue(text(made, "secret").startsWith("whsec_"));
    assertTrue(listed.contains(text(made, "id")));
    assertFalse(listed.contains("whsec_"), listed);

    JsonObject rotated =
        RunningApi.object(api.server.post(HOOKS + "/" + text(made, "id") + "/rotate", ""));
    assertNotEquals(text(made, "secret"), text(rotated, "secret"));
    assertNotEquals(JsonNull.NULL, rotated.get("former_secret_until"));
  }

  @Test
  void theEndOfARunIsTold() throws InterruptedException {
    created(
        "{\"url\":\"https://example.com/hook\",\"events\":[\"run.ended\"],\"secret\":\""
            + SECRET
            + "\"}");

    run();

    Eventually.holds(() -> !api.backend.sender.sent().isEmpty());
    assertEquals(SECRET, api.backend.sender.sent().getFirst().secrets().getFirst().text());
    Eventually.holds(() -> deliveries("?state=delivered").size() == 1);
  }

  @Test
  void aQuestionIsToldAndCanBeAnswered() throws InterruptedException {
    api.backend.connector.offer(
        "t",
        new ScriptedExtension().unprefixed().tool("greet", (_, _) -> ToolResult.text("hello")));
    String extension = ExtensionConfigJson.write(ScriptedExtensionConnector.config("t")).compact();
    api.backend.model.plays(
        voice -> {
          if (voice.request().messages().stream().noneMatch(Message::hasToolResponse)) {
            voice.calls("call_1", "greet");
          }
        });
    created("{\"url\":\"https://example.com/hook\",\"events\":[\"approval.open\"]}");

    api.server.post(
        "/gander/v1/runs",
        "{\"prompt\":\"x\",\"mode\":\"approve\",\"extensions\":[" + extension + "]}");

    Eventually.holds(() -> api.backend.sender.sent().size() == 1);
    JsonObject body =
        (JsonObject) JsonText.parse(api.backend.sender.sent().getFirst().letter().body());
    JsonObject data = body.object("data").orElseThrow();
    assertEquals("approval.open", text(body, "type"));
    assertTrue(text(data, "about").contains("greet"), data.compact());
    HttpResponse<String> answer =
        api.server.post("/gander/v1/approvals/" + text(data, "id"), "{\"action\":\"allow_once\"}");
    assertEquals(200, answer.statusCode(), answer.body());
  }

  @Test
  void aSpentBudgetIsToldOnce() throws InterruptedException {
    created("{\"url\":\"https://example.com/hook\",\"events\":[\"budget.spent\"]}");

    JsonObject run =
        RunningApi.object(
            api.server.post(
                "/gander/v1/runs",
                "{\"prompt\":\"x\",\"wait\":60,\"limits\":{\"model_calls\":0}}"));

    assertEquals("limit", text(run, "state"));
    Eventually.holds(() -> api.backend.sender.sent().size() == 1);
    String body = api.backend.sender.sent().getFirst().letter().body();
    assertTrue(body.contains("\"run_id\":\"" + text(run, "id") + "\""), body);
  }

  @Test
  void aSecretOfARunIsNeverShown() throws InterruptedException {
    JsonObject run =
        RunningApi.object(
            api.server.post(
                "/gander/v1/runs",
                "{\"prompt\":\"x\",\"wait\":60,\"webhook\":{\"url\":\"https://own.example/\",\"secret\":\""
                    + SECRET
                    + "\"}}"));

    Eventually.holds(() -> api.backend.sender.sent().size() == 1);
    assertFalse(run.compact().contains("whsec_"), run.compact());
    assertFalse(api.server.get(HOOKS + "/deliveries").body().contains("whsec_"));
  }

  @Test
  void whatWasGivenUpCanBeSentAgain() throws InterruptedException {
    api.backend.sender.answers(new Answer.Status(410));
    created("{\"url\":\"https://example.com/hook\",\"events\":[\"run.ended\"]}");
    run();
    Eventually.holds(() -> deliveries("?state=dead").size() == 1);
    long id = JsonFields.of(deliveries("?state=dead").getFirst()).integer("id");

    HttpResponse<String> again = api.server.post(HOOKS + "/deliveries/" + id + "/resend", "");

    assertEquals(200, again.statusCode());
    Eventually.holds(() -> deliveries("?state=delivered").size() == 1);
    assertEquals(2, api.backend.sender.sent().size());
  }

  @Test
  void aWebhookCanBeDeleted() {
    String id = text(created("{\"url\":\"https://example.com/hook\",\"events\":[]}"), "id");

    assertEquals(204, api.server.delete(HOOKS + "/" + id).statusCode());

    assertEquals(404, api.server.delete(HOOKS + "/" + id).statusCode());
    assertEquals("{\"webhooks\":[]}", api.server.get(HOOKS).body());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertEquals(404, api.server.post(HOOKS + "/wh_no/rotate", "").statusCode());
    assertEquals(404, api.server.post(HOOKS + "/deliveries/7/resend", "").statusCode());
    assertEquals(404, api.server.post(HOOKS + "/deliveries/x/resend", "").statusCode());
    assertEquals(
        404,
        api.server
            .post("/gander/v1/runs", "{\"prompt\":\"x\",\"webhook\":\"wh_no\"}")
            .statusCode());
    assertEquals(400, api.server.get(HOOKS + "/deliveries?state=lost").statusCode());
    assertEquals(400, api.server.get(HOOKS + "/deliveries?before=x").statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{} | 422",
        "{\"url\":\"https://example.com\"} | 422",
        "{\"url\":7,\"events\":[]} | 422",
        "{\"url\":\"ftp://example.com\",\"events\":[]} | 400",
        "{\"url\":\"http://user@example.com\",\"events\":[]} | 400",
        "{\"url\":\"https://example.com\",\"events\":[\"run.begun\"]} | 422",
        "{\"url\":\"https://example.com\",\"events\":\"run.ended\"} | 422",
        "{\"url\":\"https://example.com\",\"events\":[],\"secret\":\"x\"} | 400",
        "{\"url\":\"https://example.com\",\"events\":[],\"sceret\":\"x\"} | 422"
      })
  void mistakesAreTold(String body, int status) {
    HttpResponse<String> answer = api.server.post(HOOKS, body);

    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals("{\"webhooks\":[]}", api.server.get(HOOKS).body());
  }
}
