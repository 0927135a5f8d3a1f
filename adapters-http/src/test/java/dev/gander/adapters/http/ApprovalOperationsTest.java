package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The inbox of questions over all sessions.
class ApprovalOperationsTest {
  private static final String INBOX = "/gander/v1/approvals";

  private final TurnApi api = new TurnApi();

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject get(String path) {
    HttpResponse<String> answer = api.server.get(path);
    assertEquals(200, answer.statusCode(), answer::body);
    return (JsonObject) JsonText.parse(answer.body());
  }

  private List<JsonObject> inbox() {
    return approvals(get(INBOX));
  }

  private static List<JsonObject> approvals(JsonObject page) {
    return page.array("approvals").orElseThrow().items().stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  private JsonObject asked() throws InterruptedException {
    Eventually.holds(() -> !inbox().isEmpty());
    return inbox().getFirst();
  }

  /// The status of an inbox that the client may have.
  private int asked(String tag) {
    return api.server.send(api.server.request(INBOX).header("if-none-match", tag)).statusCode();
  }

  private static String text(JsonObject json, String name) {
    return json.text(name).orElseThrow();
  }

  private HttpResponse<String> answer(String id, String body) {
    return api.server.post(INBOX + "/" + id, body);
  }

  private String stored(SessionId id) {
    return api.backend.conversations.messages(id).toString();
  }

  @Test
  void aCallIsShownWithWhatAPersonNeedsAndRunsWhenItIsAllowed() throws Exception {
    SessionId id = api.callingSession(GooseMode.APPROVE, (_, _) -> ToolResult.text("hello"));
    assertEquals(List.of(), inbox());
    api.sessionReply(id, TurnApi.R1);

    JsonObject question = asked();

    assertEquals(id.value(), text(question, "session_id"));
    assertEquals("New Chat", text(question, "session_name"));
    assertEquals(TurnApi.R1, text(question, "request_id"));
    assertEquals("call_1", text(question, "tool_request_id"));
    assertEquals("tool", text(question, "kind"));
    assertEquals("greet", text(question, "tool"));
    assertTrue(question.object("arguments").isPresent());
    assertEquals("May the tool greet run?", text(question, "text"));
    assertEquals(JsonNull.NULL, question.get("expires"));
    assertEquals(question, get(INBOX + "/" + text(question, "id")));
    String tag = api.server.get(INBOX).headers().firstValue("etag").orElseThrow();
    assertEquals(304, asked(tag));
    HttpResponse<String> allowed = answer(text(question, "id"), "{\"action\":\"allow_once\"}");
    assertEquals(200, allowed.statusCode(), allowed::body);
    api.awaitQuiet(id);
    assertTrue(stored(id).contains("hello"));
    assertEquals(List.of(), inbox());
    assertEquals(200, asked(tag));
    assertEquals(409, answer(text(question, "id"), "{\"action\":\"deny_once\"}").statusCode());
    assertEquals(409, api.server.get(INBOX + "/" + text(question, "id")).statusCode());
  }

  @Test
  void whoIsAskedHearsOfBudgetsThatAreNearlySpent() throws Exception {
    SessionId id = api.callingSession(GooseMode.APPROVE, (_, _) -> ToolResult.text("hello"));
    String limits = "/gander/v1/sessions/" + id + "/limits";
    api.server.put(limits, "{\"model_calls\":1,\"tool_calls\":50}");
    api.sessionReply(id, TurnApi.R1);

    JsonObject budget = (JsonObject) asked().array("budgets").orElseThrow().items().getFirst();

    assertEquals("session", text(budget, "scope"));
    assertEquals("model_calls", text(budget, "measure"));
    assertEquals("1", budget.get("used").compact());
    assertEquals(1, asked().array("budgets").orElseThrow().items().size());
    answer(text(asked(), "id"), "{\"action\":\"deny_once\"}");
    api.awaitQuiet(id);
  }

  @Test
  void anExtensionGetsWhatItAskedFor() throws Exception {
    SessionId id =
        api.callingSession(
            GooseMode.AUTO,
            (_, progress) -> {
              var reply = progress.elicit("Who?", JsonObject.of("type", Json.of("object")));
              return ToolResult.text(reply.action() + reply.content());
            });
    api.sessionReply(id, TurnApi.R1);
    JsonObject question = asked();
    assertEquals("extension", text(question, "kind"));
    assertEquals("Who?", text(question, "text"));
    assertEquals("object", text(question.object("schema").orElseThrow(), "type"));

    String own = text(question, "id");
    assertEquals(400, answer(own, "{\"action\":\"allow_once\"}").statusCode());
    assertEquals(
        200, answer(own, "{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}").statusCode());
    api.awaitQuiet(id);

    assertTrue(stored(id).contains("accept" + JsonObject.of("name", Json.of("Ada"))), stored(id));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"allow_once\"} | 404",
        "{\"action\":\"accept\"} | 404",
        "{\"action\":\"cancel\"} | 404",
        "{\"action\":\"maybe\"} | 422",
        "{\"action\":5} | 400",
        "{\"action\":null} | 400",
        "{\"action\":\"allow_once\",\"until\":5} | 422",
        "{} | 422",
        "[] | 422",
        "{ | 400"
      })
  void whatIsNoAnswerIsRefused(String body, int status) {
    assertEquals(status, answer("nobody", body).statusCode());
    assertEquals(404, api.server.get(INBOX + "/nobody").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, 400",
    "limit=1001, 400",
    "limit=x, 400",
    "limit=-1, 400",
    "after=x, 400",
    "after=_x, 400",
    "after=99999999999999999999_x, 400",
    "after=1_nobody, 200",
    "limit=1000, 200",
    "other=1, 200"
  })
  void thePageMayBeChosen(String query, int status) {
    assertEquals(status, api.server.get(INBOX + "?" + query).statusCode());
  }

  @Test
  void pagesFollowEachOther() throws Exception {
    List<SessionId> sessions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      SessionId id = api.callingSession(GooseMode.APPROVE, (_, _) -> ToolResult.text("hello"));
      sessions.add(id);
      api.sessionReply(id, TurnApi.R1);
    }
    Eventually.holds(() -> inbox().size() == 3);
    List<JsonObject> all = inbox();

    JsonObject first = get(INBOX + "?limit=2");
    JsonObject second = get(INBOX + "?limit=2&after=" + text(first, "next"));

    assertEquals(all.subList(0, 2), approvals(first));
    assertEquals(all.subList(2, 3), approvals(second));
    assertEquals(JsonNull.NULL, second.get("next"));
    sessions.forEach(id -> api.cancel(id, TurnApi.R1));
    Eventually.holds(() -> inbox().isEmpty());
  }

  @Test
  void ofTwoWhoAnswerAtOnceOneIsToldThatItWasTooLate() throws Exception {
    SessionId id = api.callingSession(GooseMode.APPROVE, (_, _) -> ToolResult.text("hello"));
    api.sessionReply(id, TurnApi.R1);
    String question = text(asked(), "id");
    List<Future<Integer>> answers = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        answers.add(
            executor.submit(() -> answer(question, "{\"action\":\"allow_once\"}").statusCode()));
      }
    }

    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    statuses.sort(null);
    assertEquals(List.of(200, 409, 409, 409, 409, 409, 409, 409), statuses);
  }

  @Test
  void whoFollowsSeesWhatIsOpenAndWhatBecomesOfIt() throws Exception {
    SessionId id = api.callingSession(GooseMode.APPROVE, (_, _) -> ToolResult.text("hello"));
    api.sessionReply(id, TurnApi.R1);
    JsonObject open = asked();
    try (SseClient feed = SseClient.open(api.server, api.server.request(INBOX + "/events"))) {
      assertEquals(open, feed.next().orElseThrow().json().object("approval").orElseThrow());
      api.cancel(id, TurnApi.R1);
      JsonObject settled = feed.next().orElseThrow().json();
      assertEquals("settled", text(settled, "type"));
      assertEquals("withdrawn", text(settled, "outcome"));
      assertEquals(text(open, "id"), text(settled, "id"));

      api.awaitQuiet(id);
      SessionId other = api.callingSession(GooseMode.APPROVE, (_, _) -> ToolResult.text("hello"));
      api.sessionReply(other, TurnApi.R2);
      JsonObject asked = feed.next().orElseThrow().json();
      assertEquals("asked", text(asked, "type"));
      JsonFields approval = JsonFields.of(asked.object("approval").orElseThrow());
      assertEquals(other.value(), approval.text("session_id"));
      answer(approval.text("id"), "{\"action\":\"deny_once\"}");
      assertEquals("answered", text(feed.next().orElseThrow().json(), "outcome"));
    }
    assertEquals(JsonArray.EMPTY, get(INBOX).get("approvals"));
  }
}
