package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Message;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunRequestJson;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/gander/v1/runs`.
class RunOperationsTest {
  private static final String RUNS = "/gander/v1/runs";
  private static final String RECIPE =
      """
      {"title":"Report","description":"d","instructions":"Be brief.","prompt":"Of {{ day }}?",
       "parameters":[{"key":"day","input_type":"string","requirement":"required","description":"d"}]}""";

  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject started(String body) {
    HttpResponse<String> answer = api.server.post(RUNS, body);
    assertEquals(202, answer.statusCode(), answer.body());
    return (JsonObject) JsonText.parse(answer.body());
  }

  private JsonObject finished(String body) {
    return RunningApi.object(api.server.post(RUNS, body.replaceFirst("}\\s*$", ",\"wait\":60}")));
  }

  private static String text(JsonObject json, String name) {
    return json.text(name).orElseThrow(() -> new AssertionError(json.compact()));
  }

  private JsonObject run(String id) {
    return RunningApi.object(api.server.get(RUNS + "/" + id));
  }

  private void awaitState(String id, String state) throws InterruptedException {
    Eventually.holds(() -> text(run(id), "state").equals(state));
  }

  private List<String> ids(String query) {
    return RunningApi.object(api.server.get(RUNS + query))
        .array("runs")
        .orElseThrow()
        .items()
        .stream()
        .map(run -> text((JsonObject) run, "id"))
        .toList();
  }

  private String lastAsked() {
    return api.backend.model.requests().getLast().messages().getLast().text();
  }

  @Test
  void whoWaitsGetsTheResult() {
    api.backend.model.plays(voice -> voice.says("It is four."));

    JsonObject run = finished("{\"prompt\":\"2+2?\"}");

    assertEquals("succeeded", text(run, "state"));
    assertEquals("It is four.", text(run.object("result").orElseThrow(), "text"));
    assertTrue(lastAsked().contains("2+2?"));
    SessionId session = new SessionId(text(run, "session_id"));
    assertEquals(SessionType.SCHEDULED, api.backend.sessions.get(session).type());
    JsonObject result = RunningApi.object(api.server.get(RUNS + "/" + text(run, "id") + "/result"));
    assertEquals("It is four.", text(result, "text"));
    assertEquals(session.value(), text(result, "session_id"));
  }

  @Test
  void whoDoesNotWaitGetsTheRun() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    api.backend.model.plays(
        voice -> {
          asked.countDown();
          go.await();
          voice.says("done");
        });

    HttpResponse<String> answer = api.server.post(RUNS, "{\"prompt\":\"x\"}");

    String id = text((JsonObject) JsonText.parse(answer.body()), "id");
    assertEquals(202, answer.statusCode());
    assertEquals(RUNS + "/" + id, answer.headers().firstValue("location").orElseThrow());
    assertTrue(asked.await(1, TimeUnit.MINUTES), "nothing of the run changes until the answer");
    RunningApi.assertError(
        409, "The run has not ended: it is running", api.server.get(RUNS + "/" + id + "/result"));
    String one = tag(RUNS + "/" + id);
    String all = tag(RUNS);
    assertEquals(304, asked(RUNS + "/" + id, one));
    assertEquals(304, asked(RUNS, all));
    go.countDown();
    awaitState(id, "succeeded");
    assertEquals(200, asked(RUNS + "/" + id, one));
    assertEquals(200, asked(RUNS, all));
  }

  @Test
  void theOnlyServerHasNoChoiceOfServers() {
    RunningApi.assertError(
        409,
        "This server shares its sessions with no other",
        api.server.post(RUNS, "{\"prompt\":\"x\",\"labels\":[\"gpu=yes\"]}"));

    assertEquals(List.of(), ids(""));
    assertEquals("succeeded", text(finished("{\"prompt\":\"x\",\"labels\":[]}"), "state"));
    assertEquals("succeeded", text(finished("{\"prompt\":\"x\",\"labels\":null}"), "state"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "422 | \"gpu\"",
        "422 | {}",
        "422 | [1]",
        "422 | [[\"gpu\"]]",
        "400 | [\"a b\"]",
        "400 | [\"\"]",
        "400 | [\"gpu\",\"ä\"]"
      })
  void whatIsNotAListOfLabelsIsRefused(int status, String labels) {
    assertEquals(
        status, api.server.post(RUNS, "{\"prompt\":\"x\",\"labels\":" + labels + "}").statusCode());
    assertEquals(List.of(), ids(""));
  }

  private String tag(String path) {
    return api.server.method("HEAD", path).headers().firstValue("etag").orElseThrow();
  }

  /// The status of an answer that the client may have.
  private int asked(String path, String tag) {
    return api.server.send(api.server.request(path).header("if-none-match", tag)).statusCode();
  }

  @Test
  void theSameKeyGivesTheSameRun() {
    String body = "{\"prompt\":\"x\",\"wait\":60}";

    String first = text(RunningApi.object(withKey("k1", body)), "id");

    assertEquals(first, text(RunningApi.object(withKey("k1", body)), "id"));
    assertEquals(
        first, text(RunningApi.object(withKey("k1", "{\"wait\":3,\"prompt\":\"x\"}")), "id"));
    assertNotEquals(first, text(RunningApi.object(withKey("k2", body)), "id"));
    RunningApi.assertError(
        422,
        "This Idempotency-Key has been used for another request",
        withKey("k1", "{\"prompt\":\"y\"}"));
    assertEquals(400, withKey("k".repeat(256), body).statusCode());
    assertEquals(2, ids("").size());
  }

  private HttpResponse<String> withKey(String key, String body) {
    return api.server.send(
        api.server
            .request(RUNS)
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void aRecipeIsFilledIn() {
    JsonObject run =
        finished("{\"recipe\":{\"inline\":" + RECIPE + "},\"parameters\":{\"day\":\"today\"}}");

    assertEquals("succeeded", text(run, "state"));
    assertTrue(lastAsked().contains("Of today?"), lastAsked());
    assertTrue(api.backend.model.requests().getLast().system().contains("Be brief."));
  }

  @Test
  void aPromptReplacesThatOfTheRecipe() {
    finished(
        "{\"recipe\":{\"inline\":"
            + RECIPE
            + "},\"parameters\":{\"day\":\"today\"},\"prompt\":\"Of last week?\"}");

    assertTrue(lastAsked().contains("Of last week?"), lastAsked());
    assertTrue(api.backend.model.requests().getLast().system().contains("Be brief."));
  }

  @Test
  void aRecipeIsFoundByFileIdAndLink() {
    String file = api.backend.recipes.put("recipes/report.json", RECIPE).toString();
    String id =
        text(
            (JsonObject)
                RunningApi.object(api.server.get("/recipes/list"))
                    .array("manifests")
                    .orElseThrow()
                    .items()
                    .getFirst(),
            "id");
    String link =
        text(
            RunningApi.object(api.server.post("/recipes/encode", "{\"recipe\":" + RECIPE + "}")),
            "deeplink");

    for (String recipe :
        List.of(
            "{\"file\":\"" + file + "\"}",
            "{\"id\":\"" + id + "\"}",
            "{\"deeplink\":\"" + link + "\"}")) {
      JsonObject run = finished("{\"recipe\":" + recipe + ",\"parameters\":{\"day\":\"Monday\"}}");
      assertEquals("succeeded", text(run, "state"), run.compact());
      assertTrue(lastAsked().contains("Of Monday?"), lastAsked());
    }
  }

  @Test
  void anAnswerHasToSatisfyTheSchemaOfTheRecipe() {
    String schema =
        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}";
    String recipe =
        "{\"title\":\"T\",\"description\":\"d\",\"prompt\":\"p\",\"response\":{\"json_schema\":"
            + schema
            + "}}";
    api.backend.model.plays(voice -> voice.says("{\"n\":\"many\"}"));

    JsonObject run =
        finished("{\"recipe\":{\"inline\":" + recipe + "},\"limits\":{\"max_turns\":2}}");

    assertEquals("limit", text(run, "state"), run.compact());
    assertEquals(JsonNull.NULL, run.object("result").orElseThrow().get("structured_output"));
  }

  @Test
  void aRunStopsWhenItsBudgetIsSpent() {
    api.backend.connector.offer(
        "t",
        new ScriptedExtension().unprefixed().tool("greet", (_, _) -> ToolResult.text("hello")));
    String extension = ExtensionConfigJson.write(ScriptedExtensionConnector.config("t")).compact();
    api.backend.model.plays(voice -> voice.calls("call_1", "greet"));

    JsonObject run =
        finished(
            "{\"prompt\":\"x\",\"mode\":\"auto\",\"limits\":{\"model_calls\":2},\"extensions\":["
                + extension
                + "]}");

    assertEquals("limit", text(run, "state"), run.compact());
    assertEquals(2, api.backend.model.requests().size());
  }

  @Test
  void aRunGoesOnInASession() {
    String session = api.session();
    finished("{\"prompt\":\"first\",\"session_id\":\"" + session + "\"}");

    JsonObject run = finished("{\"prompt\":\"second\",\"session_id\":\"" + session + "\"}");

    assertEquals(session, text(run, "session_id"));
    List<Message> said = api.backend.conversations.messages(new SessionId(session));
    assertEquals(
        List.of("first", "second"),
        said.stream()
            .filter(message -> message.role().name().equals("USER"))
            .map(Message::text)
            .toList());
  }

  @Test
  void aRunThatAsksWaitsForTheAnswer() throws InterruptedException {
    api.backend.connector.offer(
        "t",
        new ScriptedExtension().unprefixed().tool("greet", (_, _) -> ToolResult.text("hello")));
    String extension = ExtensionConfigJson.write(ScriptedExtensionConnector.config("t")).compact();
    api.backend.model.plays(
        voice -> {
          if (voice.request().messages().stream().noneMatch(Message::hasToolResponse)) {
            voice.calls("call_1", "greet");
          } else {
            voice.says("greeted");
          }
        });
    String id =
        text(
            started("{\"prompt\":\"x\",\"mode\":\"approve\",\"extensions\":[" + extension + "]}"),
            "id");
    awaitState(id, "waiting");
    String session = text(run(id), "session_id");

    api.server.post(
        "/action-required/tool-confirmation",
        "{\"id\":\"call_1\",\"action\":\"allow_once\",\"principalType\":\"Tool\",\"sessionId\":\""
            + session
            + "\"}");

    awaitState(id, "succeeded");
    JsonObject result = run(id).object("result").orElseThrow();
    assertEquals("greeted", text(result, "text"));
    JsonObject asked = (JsonObject) result.array("asked").orElseThrow().items().getFirst();
    assertEquals(
        List.of("approval", "call_1", "greet"),
        List.of(text(asked, "kind"), text(asked, "id"), text(asked, "about")));
  }

  @Test
  void aRunCanBeCancelled() throws InterruptedException {
    CountDownLatch cancelled = new CountDownLatch(1);
    api.backend.model.plays(
        voice -> {
          try {
            new CountDownLatch(1).await();
          } finally {
            cancelled.countDown();
          }
        });
    String id = text(started("{\"prompt\":\"x\"}"), "id");
    awaitState(id, "running");
    Eventually.holds(() -> !api.backend.model.requests().isEmpty());

    JsonObject run = RunningApi.object(api.server.post(RUNS + "/" + id + "/cancel", ""));

    assertEquals("cancelled", text(run, "state"));
    cancelled.await();
    assertEquals("cancelled", text(run(id), "state"));
    assertEquals(
        "cancelled",
        text(RunningApi.object(api.server.post(RUNS + "/" + id + "/cancel", "")), "state"));
  }

  @Test
  void aFailureOfTheModelIsTheReason() {
    api.backend.model.refuses(
        new dev.gander.domain.error.ProviderException.Authentication("no such key"));

    JsonObject run = finished("{\"prompt\":\"x\"}");

    assertEquals("failed", text(run, "state"));
    assertTrue(text(run, "reason").contains("no such key"), run.compact());
  }

  @Test
  void whoFollowsHearsTheSessionAndTheStates() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    api.backend.model.plays(
        voice -> {
          go.await();
          voice.says("done");
        });
    String id = text(started("{\"prompt\":\"x\"}"), "id");
    awaitState(id, "running");

    try (SseClient stream = SseClient.open(api.server, api.server.request(events(id)))) {
      SseClient.Event first = stream.next().orElseThrow();
      assertEquals("RunState", first.type());
      assertEquals(Optional.empty(), first.id());
      go.countDown();
      List<SseClient.Event> rest = stream.rest();

      assertTrue(
          rest.stream()
              .map(SseClient.Event::type)
              .toList()
              .containsAll(List.of("Message", "Finish")),
          rest::toString);
      JsonObject last = rest.getLast().json().object("run").orElseThrow();
      assertEquals("succeeded", text(last, "state"));
      assertEquals("done", text(last.object("result").orElseThrow(), "text"));
    }
    try (SseClient late = SseClient.open(api.server, api.server.request(events(id)))) {
      List<SseClient.Event> all = late.rest();
      assertEquals("RunState", all.getLast().type(), all::toString);
    }
  }

  private static String events(String id) {
    return RUNS + "/" + id + "/events";
  }

  @Test
  void listsCanBeNarrowedAndTurnedOver() {
    finished("{\"prompt\":\"1\"}");
    finished("{\"prompt\":\"2\"}");
    finished("{\"prompt\":\"3\"}");
    List<String> all = ids("");

    JsonObject page = RunningApi.object(api.server.get(RUNS + "?limit=2"));

    assertEquals(3, all.size());
    assertEquals(all.subList(0, 2), ids("?limit=2"));
    assertEquals(all.subList(2, 3), ids("?limit=2&after=" + JsonFields.asLong(page.get("next"))));
    assertEquals(all, ids("?state=succeeded,failed&owner=server"));
    assertEquals(List.of(), ids("?state=queued"));
    assertEquals(List.of(), ids("?owner=nobody"));
    assertEquals(400, api.server.get(RUNS + "?state=done").statusCode());
    assertEquals(400, api.server.get(RUNS + "?state=failed,").statusCode());
    assertEquals(400, api.server.get(RUNS + "?after=x").statusCode());
    assertEquals(400, api.server.get(RUNS + "?limit=-1").statusCode());
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertEquals(404, api.server.get(RUNS + "/run_no").statusCode());
    assertEquals(404, api.server.get(RUNS + "/run_no/result").statusCode());
    assertEquals(404, api.server.get(events("run_no")).statusCode());
    assertEquals(404, api.server.post(RUNS + "/run_no/cancel", "").statusCode());
    assertEquals(
        404,
        api.server.post(RUNS, "{\"prompt\":\"x\",\"session_id\":\"20200101_1\"}").statusCode());
    assertEquals(
        404, api.server.post(RUNS, "{\"recipe\":{\"id\":\"0123456789abcdef\"}}").statusCode());
    assertEquals(
        404, api.server.post(RUNS, "{\"recipe\":{\"file\":\"/files/no.yaml\"}}").statusCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "{} | 400",
        "[] | 422",
        "{ | 400",
        "{\"prompt\":\"\"} | 400",
        "{\"prompt\":\" \\n\"} | 400",
        "{\"prompt\":7} | 422",
        "{\"promt\":\"x\"} | 422",
        "{\"prompt\":\"x\",\"prompt\":\"y\"} | 422",
        "{\"prompt\":\"x\",\"wait\":-1} | 422",
        "{\"prompt\":\"x\",\"wait\":\"1\"} | 422",
        "{\"prompt\":\"x\",\"mode\":\"yolo\"} | 422",
        "{\"prompt\":\"x\",\"mode\":3} | 422",
        "{\"prompt\":\"x\",\"on_restart\":\"maybe\"} | 422",
        "{\"prompt\":\"x\",\"provider\":\"nobody\"} | 400",
        "{\"prompt\":\"x\",\"folder\":\"relative\"} | 400",
        "{\"prompt\":\"x\",\"folder\":\"/no/such/folder\"} | 400",
        "{\"prompt\":\"x\",\"extensions\":[\"nothing\"]} | 400",
        "{\"prompt\":\"x\",\"extensions\":[7]} | 422",
        "{\"prompt\":\"x\",\"extensions\":\"developer\"} | 422",
        "{\"prompt\":\"x\",\"limits\":{\"max_turns\":0}} | 400",
        "{\"prompt\":\"x\",\"limits\":{\"max_turns\":-3}} | 400",
        "{\"prompt\":\"x\",\"limits\":{\"timeout\":99999999999999}} | 400",
        "{\"prompt\":\"x\",\"limits\":{\"timeout\":1.5}} | 422",
        "{\"prompt\":\"x\",\"limits\":{\"turns\":1}} | 422",
        "{\"prompt\":\"x\",\"parameters\":{\"a\":\"1\"}} | 400",
        "{\"recipe\":{}} | 422",
        "{\"recipe\":\"x\"} | 422",
        "{\"recipe\":{\"id\":\"a\",\"file\":\"b\"}} | 422",
        "{\"recipe\":{\"deeplink\":\"%%%\"}} | 400",
        "{\"recipe\":{\"inline\":{\"title\":\"T\"}}} | 422",
        "{\"recipe\":{\"inline\":{\"title\":\"T\",\"description\":\"d\"}}} | 400"
      })
  void mistakesAreToldBeforeAnythingRuns(String body, int status) {
    HttpResponse<String> answer = api.server.post(RUNS, body);

    assertEquals(status, answer.statusCode(), answer.body());
    assertTrue(answer.body().startsWith("{\"message\":\""), answer.body());
    assertEquals(List.of(), ids(""));
  }

  @Test
  void parametersThatAreMissingOrUnknownAreNamed() {
    String recipe = "{\"recipe\":{\"inline\":" + RECIPE + "}";

    HttpResponse<String> missing = api.server.post(RUNS, recipe + "}");
    HttpResponse<String> unknown =
        api.server.post(RUNS, recipe + ",\"parameters\":{\"day\":\"1\",\"dya\":\"2\"}}");

    RunningApi.assertError(400, "The recipe needs parameters: 'day'", missing);
    RunningApi.assertError(400, "The recipe has no parameters dya", unknown);
  }

  @Test
  void aSessionThatExistsIsTakenAsItIs() {
    String session = api.session();
    for (String more :
        List.of(
            "\"mode\":\"auto\"",
            "\"provider\":\"scripted\"",
            "\"folder\":\"/tmp\"",
            "\"labels\":[\"gpu=yes\"]",
            "\"limits\":{\"max_turns\":3}",
            "\"recipe\":{\"inline\":" + RECIPE + "}")) {
      HttpResponse<String> answer =
          api.server.post(
              RUNS, "{\"prompt\":\"x\",\"session_id\":\"" + session + "\"," + more + "}");
      assertEquals(400, answer.statusCode(), answer.body());
    }
  }

  /// Only keys to come will be others than the server's, which may see everything.
  @Test
  void runsOfOtherKeysAreListedByOwner() {
    Run foreign =
        Run.queued(
            new RunId("run_1"),
            new KeyId("key_1"),
            RunRequestJson.read(JsonFields.of(JsonText.parse("{\"prompt\":\"x\"}"))),
            null,
            api.backend.clock.instant());
    api.backend.runs.create(foreign, null);
    finished("{\"prompt\":\"mine\"}");

    assertEquals(List.of("run_1"), ids("?owner=key_1"));
    assertEquals(2, ids("").size());
    assertEquals(Set.of("x"), Set.of(prompt(run("run_1"))));
  }

  private static String prompt(JsonObject run) {
    return text(run.object("request").orElseThrow(), "prompt");
  }

  @Test
  void anEmptyListIsAList() {
    JsonObject empty = RunningApi.object(api.server.get(RUNS));

    assertEquals(Optional.of(JsonArray.EMPTY), empty.array("runs"));
    assertEquals((Json) JsonNull.NULL, empty.get("next"));
  }
}
