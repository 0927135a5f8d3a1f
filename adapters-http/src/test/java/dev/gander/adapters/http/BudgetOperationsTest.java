package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `/gander/v1/usage`, `/gander/v1/sessions/{id}/limits`, and the limits of runs.
class BudgetOperationsTest {
  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  private JsonObject run(String body) {
    api.backend.model.plays(voice -> voice.calls("c", "nothing"));
    return RunningApi.object(api.server.post("/gander/v1/runs", body));
  }

  private JsonArray usage(String query) {
    return RunningApi.object(api.server.get("/gander/v1/usage" + query))
        .array("usage")
        .orElseThrow();
  }

  private static String limits(String session) {
    return "/gander/v1/sessions/" + session + "/limits";
  }

  @Test
  void runEndsAtItsLimit() {
    JsonObject run = run("{\"prompt\":\"go\",\"limits\":{\"model_calls\":3},\"wait\":60}");

    assertEquals("limit", run.text("state").orElseThrow(), run.compact());
    assertEquals(
        "Budget spent: this run has used 3 of 3 model calls. A new run starts with a new budget.",
        run.text("reason").orElseThrow());
    JsonObject used = (JsonObject) usage("?group=run").items().getFirst();
    assertEquals(run.text("id"), used.text("group"));
    assertEquals(Json.of(3), used.get("model_calls"));
  }

  @Test
  void usageIsToldByGroup() {
    run("{\"prompt\":\"go\",\"limits\":{\"model_calls\":2},\"wait\":60}");

    JsonObject day = (JsonObject) usage("").items().getFirst();
    assertEquals("2026-03-04", day.text("group").orElseThrow());
    assertEquals(Json.of(2), day.get("model_calls"));
    assertEquals(Json.of(2), day.get("unpriced_model_calls"));
    assertEquals(Json.of(0), day.get("cost"));
    assertEquals(JsonArray.of(), usage("?group=key&from=2026-03-05"));
    assertEquals(1, usage("?group=model&from=2026-03-04&to=2026-03-04&limit=1").items().size());
    assertEquals(JsonArray.of(), usage("?limit=0"));
  }

  /// Its session does not tell of them before the run is over.
  @Test
  void aJobIsPaidByItsScheduleAndItsRecipe() {
    api.backend.settings.put(
        "GANDER_BUDGETS", JsonText.parse("{\"schedule\":{\"model_calls\":2}}"));
    api.backend.model.plays(voice -> voice.calls("c", "nothing"));
    String job =
        """
        {"id":"nightly","cron":"0 9 * * *",
         "recipe":{"title":"Report","description":"D","prompt":"Write it","extensions":[]}}""";
    assertEquals(200, api.server.post("/schedule/create", job).statusCode());

    assertEquals(200, api.server.post("/schedule/nightly/run_now", "").statusCode());

    String runs = api.server.get("/gander/v1/runs").body();
    assertTrue(runs.contains("nightly\\\" has used 2 of 2 model calls"), runs);
    for (String group : List.of("schedule", "recipe")) {
      JsonObject used = (JsonObject) usage("?group=" + group).items().getFirst();
      assertEquals(group.equals("schedule") ? "nightly" : "Report", used.text("group").orElse(""));
      assertEquals(Json.of(2), used.get("model_calls"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?group=user",
        "?group=",
        "?from=yesterday",
        "?from=2026-02-30",
        "?to=2026-3-4",
        "?from=2026-03-05&to=2026-03-04",
        "?limit=-1",
        "?limit=many"
      })
  void mistakesInQuestionsAreTheClients(String query) {
    assertEquals(400, api.server.get("/gander/v1/usage" + query).statusCode(), query);
  }

  @Test
  void veryOldAndVeryLateDaysAreDays() {
    assertEquals(JsonArray.of(), usage("?group=day&from=-999999999-01-01&to=-999999999-01-02"));
  }

  @Test
  void limitsOfASessionAreKeptAndRemoved() {
    String session = api.session();
    String path = limits(session);

    HttpResponse<String> set = api.put(path, "{\"cost\":0.5,\"time\":1.5,\"tokens\":null}");

    assertEquals(
        JsonText.parse(
            """
            {"limits":{"cost":0.5,"time":1.5},
             "budgets":[
               {"scope":"session","id":"%1$s","measure":"cost","limit":0.5,"used":0,"left":0.5,
                "free_again":null},
               {"scope":"session","id":"%1$s","measure":"time","limit":1.5,"used":0,"left":1.5,
                "free_again":null}]}"""
                .formatted(session)),
        RunningApi.object(set));
    assertEquals(RunningApi.object(set), RunningApi.object(api.server.get(path)));

    RunningApi.object(api.put(path, "{}"));
    assertEquals(
        JsonText.parse("{\"limits\":{},\"budgets\":[]}"), RunningApi.object(api.server.get(path)));
  }

  @Test
  void budgetsOfTheServerAreListedToo() {
    api.backend.settings.put(
        "GANDER_BUDGETS", JsonText.parse("{\"day\":{\"tokens\":1000},\"turn\":{\"tokens\":9}}"));

    JsonObject budget =
        (JsonObject)
            RunningApi.object(api.server.get(limits(api.session())))
                .array("budgets")
                .orElseThrow()
                .items()
                .getFirst();

    assertEquals("day", budget.text("scope").orElseThrow());
    assertEquals("2026-03-05T00:00:00Z", budget.text("free_again").orElseThrow());
  }

  @Test
  void budgetsOfTodayAreListedWithoutASession() {
    assertEquals(
        JsonText.parse("{\"budgets\":[]}"),
        RunningApi.object(api.server.get("/gander/v1/budgets")));

    api.backend.settings.put(
        "GANDER_BUDGETS", JsonText.parse("{\"day\":{\"cost\":1.5},\"session\":{\"cost\":1}}"));
    assertEquals(
        JsonText.parse(
            """
            {"budgets":[{"scope":"day","id":"","measure":"cost","limit":1.5,"used":0,"left":1.5,
             "free_again":"2026-03-05T00:00:00Z"}]}"""),
        RunningApi.object(api.server.get("/gander/v1/budgets")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"cost\":-1} | cost must not be negative",
        "{\"cost\":\"1\"} | cost must be a number",
        "{\"tokens\":1.5} | tokens must be a whole number",
        "{\"tokens\":1e-300} | tokens must be a whole number",
        "{\"tokens\":1e300} | tokens must be at most 1000000000000000; leave it out for no limit",
        "{\"time\":true} | time must be a number",
        "{\"calls\":1} | unknown limit calls, expected tokens, cost, model_calls, tool_calls or time",
        "[] | invalid type: sequence, expected a map",
      })
  void mistakesInLimitsAreTheClients(String body, String problem) {
    String path = limits(api.session());

    HttpResponse<String> answer = api.put(path, body);

    assertTrue(
        answer.statusCode() == 422 && answer.body().contains(problem),
        () -> answer.statusCode() + " " + answer.body());
    assertEquals(
        JsonObject.EMPTY, RunningApi.object(api.server.get(path)).get("limits"), "nothing changed");
  }

  @Test
  void unknownSessionsHaveNoLimits() {
    assertEquals(404, api.put(limits("20260304_99"), "{\"cost\":1}").statusCode());
    assertEquals(404, api.server.get(limits("..")).statusCode());
    assertEquals(404, api.server.get(limits("20260304_99")).statusCode());
  }

  @Test
  void ledgerThatCannotBeReadIsAFailureOfTheServer() {
    api.backend.usage.fail("disk full");

    RunningApi.assertError(500, "disk full", api.server.get("/gander/v1/usage"));
  }
}
