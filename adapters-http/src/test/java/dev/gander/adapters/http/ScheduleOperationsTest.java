package dev.gander.adapters.http;

import static dev.gander.adapters.http.RunningApi.assertError;
import static dev.gander.adapters.http.RunningApi.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.node.NodeLabels;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.ScriptedExtension;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/schedule/*` and `/gander/v1/schedules/{id}`.
class ScheduleOperationsTest {
  private final RunningApi api = new RunningApi();

  @BeforeEach
  void script() {
    api.backend.model.plays(voice -> voice.says("done"));
    api.backend.connector.offer(
        "tools", (_, _) -> new ScriptedExtension().tool("work", _ -> "worked"));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void nextFiresOfAnExpressionAreTold() {
    assertEquals(
        JsonText.parse(
            "{\"zone\":\"Z\",\"fires\":[\"2026-03-05T09:00:00Z\",\"2026-03-06T09:00:00Z\"]}"),
        object(api.server.get("/gander/v1/schedules/fires?cron=0+9+*+*+*&count=2")));
    assertError(
        400,
        "Invalid cron expression: Invalid cron expression 'never': expected 5 or 6 fields, got 1",
        api.server.get("/gander/v1/schedules/fires?cron=never"));
    assertEquals(400, api.server.get("/gander/v1/schedules/fires").statusCode());
  }

  @Test
  void aJobIsCreatedListedChangedAndDeleted() {
    JsonObject job = object(create(" my job ", "0 9 * * *"));

    assertEquals(
        List.of(
            "id",
            "source",
            "cron",
            "last_run",
            "currently_running",
            "paused",
            "current_session_id",
            "process_start_time",
            "parameters",
            "recipe_base_dir"),
        List.copyOf(job.members().keySet()));
    assertEquals(job, only(list()));
    JsonObject changed = object(api.put("/schedule/my%20job", "{\"cron\":\"0 8 * * *\"}"));
    assertEquals(job.with("cron", Json.of("0 8 * * *")), changed);
    assertEquals(204, post("/schedule/my%20job/pause").statusCode());
    assertEquals(Json.of(true), only(list()).get("paused"));
    assertEquals(204, post("/schedule/my%20job/unpause").statusCode());
    assertEquals(204, api.server.method("DELETE", "/schedule/delete/my%20job").statusCode());
    assertEquals(JsonArray.EMPTY, list());
  }

  @Test
  void whatIsRefusedLeavesNoTrace() {
    object(create("a", "0 9 * * *"));
    JsonArray before = list();
    String recipe = api.backend.jobs.recipe("/scheduled_recipes/a.yaml").orElseThrow();

    assertError(409, "Job ID already exists: a", create("a", "odd"));
    assertError(
        400,
        "Invalid cron expression: Invalid cron expression '@daily': expected 5 or 6 fields, got 1",
        create("b", "@daily"));
    assertEquals(400, create("a/b", "0 9 * * *").statusCode());
    assertEquals(
        400,
        api.server
            .post(
                "/schedule/create",
                "{\"id\":\"b\",\"cron\":\"0 9 * * *\",\"recipe\":{\"title\":\"T\",\"description\":\"D\"}}")
            .statusCode());
    assertError(
        400,
        "Invalid cron expression: '99' is not a valid hour",
        api.put("/schedule/a", "{\"cron\":\"0 99 * * *\"}"));

    assertEquals(before, list());
    assertEquals(recipe, api.backend.jobs.recipe("/scheduled_recipes/a.yaml").orElseThrow());
    assertTrue(api.backend.jobs.recipe("/scheduled_recipes/b.yaml").isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /schedule/no/pause, Schedule",
    "POST, /schedule/no/unpause, Schedule",
    "POST, /schedule/no/run_now, Schedule",
    "DELETE, /schedule/delete/no, Schedule",
    "POST, /schedule/no/kill, Job",
    "GET, /gander/v1/schedules/no/node, Schedule",
    "GET, /schedule/no/inspect, Job"
  })
  void anUnknownJobIsNotFound(String method, String path, String what) {
    assertError(404, what + " not found: no", api.server.method(method, path));
  }

  @Test
  void theOnlyServerHasNoChoiceOfServers() {
    String node = "/gander/v1/schedules/a/node";
    String gpu = "{\"labels\":[\"gpu=yes\"]}";
    assertError(404, "Schedule not found: a", api.put(node, gpu));
    object(create("a", "0 9 * * *"));

    assertError(409, "This server shares its sessions with no other", api.put(node, gpu));
    assertEquals(400, api.put(node, "{\"labels\":[\"a b\"]}").statusCode());
    assertEquals(422, api.put(node, "{\"labels\":\"gpu\"}").statusCode());
    assertEquals(422, api.put(node, "{}").statusCode());

    JsonObject place = object(api.server.get(node));
    assertEquals(Set.of("schedule_id", "labels", "nodes"), place.members().keySet());
    assertEquals(Json.of("a"), place.get("schedule_id"));
    assertEquals(JsonArray.EMPTY, place.get("labels"));
    assertEquals(1, place.array("nodes").orElseThrow().items().size());
  }

  @Test
  void goosedsAnswersDoNotTellTheLabelsOfAJob() {
    object(create("a", "0 9 * * *"));
    JsonArray before = list();
    NodeLabels gpu = new NodeLabels(Set.of("gpu=yes"));

    api.backend.jobs.change(
        jobs -> jobs.orElseThrow().stream().map(job -> job.withLabels(gpu)).toList());

    assertEquals(before, list());
    JsonObject place = object(api.server.get("/gander/v1/schedules/a/node"));
    assertEquals(JsonArray.of(Json.of("gpu=yes")), place.get("labels"));
    assertFalse(run("a").isEmpty(), "the only server has everything");
    assertFalse(object(api.put("/schedule/a", "{\"cron\":\"0 8 * * *\"}")).has("labels"));
  }

  @Test
  void anUnknownJobHasDoneNothing() {
    assertEquals("[]", api.server.get("/schedule/no/sessions?limit=3").body());
    assertEquals("{\"runs\":[]}", api.server.get("/gander/v1/schedules/no/runs").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?limit=", "?limit=x", "?limit=-1", "?limit=99999999999999999999"})
  void theListOfSessionsNeedsALimit(String query) {
    assertEquals(400, api.server.get("/schedule/no/sessions" + query).statusCode());
  }

  @Test
  void aRunIsASessionAndAnEntryOfTheHistory() {
    object(create("a", "0 9 * * *"));

    String session = run("a");

    JsonObject shown =
        only(array(api.server.get("/schedule/a/sessions?limit=18446744073709551615")));
    assertEquals(session, shown.text("id").orElseThrow());
    assertEquals("Scheduled job: a", shown.text("name").orElseThrow());
    assertEquals("2026-03-04T10:11:12+00:00", shown.text("createdAt").orElseThrow());
    assertEquals(Json.of(2), shown.get("messageCount"));
    JsonObject stored = object(api.server.get("/sessions/" + session));
    assertEquals("scheduled", stored.text("session_type").orElseThrow());
    assertEquals("T", stored.object("recipe").orElseThrow().text("title").orElseThrow());
    JsonObject entry = only(runs("a"));
    assertEquals("succeeded", entry.text("outcome").orElseThrow());
    assertEquals("hand", entry.text("trigger").orElseThrow());
    assertEquals(session, entry.text("session_id").orElseThrow());
    assertTrue(api.backend.model.requests().getFirst().tools().isEmpty());
  }

  @Test
  void theHistoryHasPages() {
    object(create("a", "0 9 * * *"));
    for (int i = 0; i < 3; i++) {
      run("a");
    }

    JsonArray first = runs("a?limit=2");
    JsonArray second = runs("a?limit=2&before=2");

    assertEquals(List.of(Json.of(3), Json.of(2)), numbers(first));
    assertEquals(List.of(Json.of(1)), numbers(second));
    assertEquals(400, api.server.get("/gander/v1/schedules/a/runs?limit=x").statusCode());
  }

  @Test
  void theClockRunsAJob() {
    object(create("a", "0 11 * * *"));

    api.backend.timer.reach(Instant.parse("2026-03-04T11:00:00Z"));

    await(() -> !array(api.server.get("/schedule/a/sessions?limit=3")).items().isEmpty());
    await(() -> !Json.of(true).equals(only(list()).get("currently_running")));
    assertEquals("2026-03-04T11:00:00Z", only(list()).text("last_run").orElseThrow());
    assertEquals("timer", only(runs("a")).text("trigger").orElseThrow());
  }

  @Test
  void aFailureOfTheModelIsInTheHistoryAlone() {
    api.backend.model.refuses(new ProviderException.Authentication("no such key"));
    object(create("a", "0 9 * * *"));

    run("a");

    JsonObject entry = only(runs("a"));
    assertEquals("failed", entry.text("outcome").orElseThrow());
    assertTrue(entry.text("reason").orElseThrow().contains("no such key"), entry::toString);
  }

  @Test
  void anExtensionThatDoesNotStartFailsTheRun() {
    api.backend.connector.refuse("tools", "it is broken");
    object(create("a", "0 9 * * *", "tools"));

    HttpResponse<String> answer = post("/schedule/a/run_now");

    assertEquals(500, answer.statusCode());
    assertTrue(
        answer.body().contains("Error running schedule: The extension 'tools'"), answer.body());
    assertEquals("[]", api.server.get("/schedule/a/sessions?limit=9").body());
    assertEquals("failed", only(runs("a")).text("outcome").orElseThrow());
    assertTrue(only(list()).text("last_run").isPresent());
  }

  @Test
  void withoutAModelTheRunFailsAndLeavesNoSession() {
    api.backend.settings.put("active_provider", JsonNull.NULL);
    object(create("a", "0 9 * * *"));

    assertError(500, "Error running schedule: No provider is chosen", post("/schedule/a/run_now"));

    assertEquals("{\"sessions\":[]}", api.server.get("/sessions").body());
  }

  @Test
  void killEndsARunThatWaitsForItsUser() throws Exception {
    CompletableFuture<HttpResponse<String>> run = waiting();
    String session = inspect().text("sessionId").orElseThrow();

    assertError(
        500, "Error running schedule: Job 'a' is already running", post("/schedule/a/run_now"));
    assertEquals(400, post("/schedule/a/pause").statusCode());
    assertEquals(400, api.put("/schedule/a", "{\"cron\":\"odd\"}").statusCode());
    assertEquals(
        "{\"message\":\"Successfully killed running job 'a'\"}", post("/schedule/a/kill").body());

    assertEquals("{\"session_id\":\"CANCELLED\"}", run.get(20, TimeUnit.SECONDS).body());
    assertEquals(JsonNull.NULL, inspect().get("sessionId"));
    assertEquals("killed", only(runs("a")).text("outcome").orElseThrow());
    assertEquals(session, only(runs("a")).text("session_id").orElseThrow());
    assertError(400, "Cannot kill job: Schedule 'a' is not running", post("/schedule/a/kill"));
    await(() -> !array(api.server.get("/schedule/a/sessions?limit=3")).items().isEmpty());
  }

  @Test
  void aRunWaitsForItsUserNoLongerThanTheSettingSays() throws Exception {
    api.backend.settings.put(
        "GANDER_SCHEDULE_APPROVAL_TIMEOUT",
        JsonObject.of("b", Json.of(3600)).with("a", Json.of(1)));

    HttpResponse<String> answer = asking().get(30, TimeUnit.SECONDS);

    assertEquals(200, answer.statusCode());
    JsonObject entry = only(runs("a"));
    assertEquals("failed", entry.text("outcome").orElseThrow());
    assertEquals(
        "Nobody approved a tool call within 1 seconds", entry.text("reason").orElseThrow());
  }

  @Test
  void theEndOfTheServerInterruptsARun() throws Exception {
    CompletableFuture<HttpResponse<String>> run = waiting();

    api.backend.endTurns();

    assertEquals("{\"session_id\":\"CANCELLED\"}", run.get(20, TimeUnit.SECONDS).body());
    assertEquals("interrupted", only(runs("a")).text("outcome").orElseThrow());
    assertFalse(Json.of(true).equals(only(list()).get("currently_running")));
  }

  /// A run that has asked its user whether a tool may run.
  private CompletableFuture<HttpResponse<String>> waiting() throws InterruptedException {
    CompletableFuture<HttpResponse<String>> run = asking();
    Eventually.holds(
        () ->
            !object(api.server.get("/gander/v1/approvals"))
                .array("approvals")
                .orElseThrow()
                .items()
                .isEmpty());
    return run;
  }

  /// A run that asks its user whether a tool may run.
  private CompletableFuture<HttpResponse<String>> asking() {
    api.backend.settings.put("GOOSE_MODE", Json.of("approve"));
    api.backend.model.plays(voice -> voice.calls("call_1", "tools__work"));
    object(create("a", "0 9 * * *", "tools"));
    CompletableFuture<HttpResponse<String>> run = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> run.complete(post("/schedule/a/run_now")));
    return run;
  }

  private JsonObject inspect() {
    return object(api.server.get("/schedule/a/inspect"));
  }

  private HttpResponse<String> create(String id, String cron, String... extensions) {
    String named = String.join(",", List.of(extensions).stream().map(RunningApi::stdio).toList());
    String recipe =
        "{\"title\":\"T\",\"description\":\"D\",\"prompt\":\"Go\",\"extensions\":[" + named + "]}";
    return api.server.post(
        "/schedule/create",
        "{\"id\":\"" + id + "\",\"cron\":\"" + cron + "\",\"recipe\":" + recipe + "}");
  }

  private String run(String id) {
    return object(post("/schedule/" + id + "/run_now")).text("session_id").orElseThrow();
  }

  private HttpResponse<String> post(String path) {
    return api.server.method("POST", path);
  }

  private JsonArray list() {
    return object(api.server.get("/schedule/list")).array("jobs").orElseThrow();
  }

  /// @param query an id, and perhaps a query
  private JsonArray runs(String query) {
    String[] parts = query.split("\\?");
    String path = "/gander/v1/schedules/" + parts[0] + "/runs";
    return object(api.server.get(parts.length == 1 ? path : path + "?" + parts[1]))
        .array("runs")
        .orElseThrow();
  }

  private static List<Json> numbers(JsonArray runs) {
    return runs.items().stream().map(run -> ((JsonObject) run).get("number")).toList();
  }

  private static JsonArray array(HttpResponse<String> answer) {
    return (JsonArray) JsonText.parse(answer.body());
  }

  private static JsonObject only(JsonArray array) {
    assertEquals(1, array.items().size(), array::toString);
    return (JsonObject) array.items().getFirst();
  }

  private static void await(Eventually.Condition<RuntimeException> condition) {
    try {
      Eventually.holds(condition);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
