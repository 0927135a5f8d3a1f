package dev.gander.adapters.acp.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScheduleMethodsTest {
  private static final String NEW =
      "{'id': ' my job ', 'recipe': {'title': 'T', 'description': 'D', 'prompt': 'p'},"
          + " 'cron': '0 9 * * *'}";

  private final GooseTalk talk = new GooseTalk();

  @BeforeEach
  void create() throws InterruptedException {
    assertEquals(Json.of("my job"), job(talk.result("schedules/create", NEW)).get("id"));
  }

  @AfterEach
  void close() {
    talk.close();
  }

  private static JsonObject job(JsonObject result) {
    return result.object("job").orElseThrow();
  }

  @Test
  void aJobIsChangedAndDeleted() throws InterruptedException {
    assertEquals(
        Json.of("0 5 * * *"),
        job(talk.result("schedules/update", "{'scheduleId': 'my job', 'cron': '0 5 * * *'}"))
            .get("cron"));
    talk.done("schedules/pause", "{'scheduleId': 'my job'}");
    assertEquals(Json.of(true), listed().get("paused"));
    talk.done("schedules/unpause", "{'scheduleId': 'my job'}");
    assertEquals(Json.of(false), listed().get("paused"));
    assertEquals(
        GooseTalk.json("{'running': false}"),
        talk.result("schedules/running-job/inspect", "{'jobId': 'my job'}"));

    talk.done("schedules/delete", "{'scheduleId': 'my job'}");
    assertEquals(JsonArray.EMPTY, talk.result("schedules/list", "{}").get("jobs"));
  }

  private JsonObject listed() throws InterruptedException {
    return (JsonObject)
        talk.result("schedules/list", "{}").array("jobs").orElseThrow().items().getFirst();
  }

  @Test
  void aRunIsAnsweredWhenItIsOver() throws InterruptedException {
    talk.backend.model.answer(ScriptedAnswer.says("Done."));

    JsonObject end = talk.result("schedules/run-now", "{'scheduleId': 'my job'}");

    assertEquals(Json.of("completed"), end.get("status"));
    JsonArray sessions =
        talk.result("schedules/sessions/list", "{'scheduleId': 'my job', 'limit': 5}")
            .array("sessions")
            .orElseThrow();
    assertEquals(end.get("sessionId"), ((JsonObject) sessions.items().getFirst()).get("sessionId"));
    assertEquals(Json.of("2026-03-04T10:11:12Z"), listed().get("lastRun"));
  }

  @Test
  void whatCannotBeIsExplained() throws InterruptedException {
    assertEquals("-32602: \"Job ID already exists: my job\"", talk.error("schedules/create", NEW));
    assertTrue(
        talk.error("schedules/update", "{'scheduleId': 'my job', 'cron': 'bad'}")
            .startsWith("-32602: \"Invalid cron expression: "));
    assertEquals(
        "-32602: \"Schedule 'my job' is not running\"",
        talk.error("schedules/running-job/kill", "{'jobId': 'my job'}"));
    for (String method : List.of("delete", "pause", "unpause", "run-now")) {
      assertEquals(
          "-32002: {\"uri\":\"nope\"}",
          talk.error("schedules/" + method, "{'scheduleId': 'nope'}"));
    }
    for (String method : List.of("kill", "inspect")) {
      assertEquals(
          "-32002: {\"uri\":\"nope\"}",
          talk.error("schedules/running-job/" + method, "{'jobId': 'nope'}"));
    }
    assertEquals(
        JsonArray.EMPTY,
        talk.result("schedules/sessions/list", "{'scheduleId': 'nope', 'limit': 5}")
            .get("sessions"));
    assertTrue(
        talk.error("schedules/sessions/list", "{'scheduleId': 'my job', 'limit': -1}")
            .startsWith("-32602: "));
  }
}
