package dev.gander.bootstrap;

import static java.util.Comparator.naturalOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.schedule.ScheduleRunJson;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Schedules of the image: two servers share a folder, and one of them is killed.
class SchedulesIT {
  private static final long FIRES_EVERY = 2;

  @TempDir Path root;

  @Test
  void twoServersRunEachFireOnceAlsoWhenOneIsKilled() throws Exception {
    try (ImageServer first = ImageServer.start(root, Map.of());
        ImageServer second = ImageServer.start(root, Map.of())) {
      long created = Instant.now().getEpochSecond();
      create(first, "t", "*/" + FIRES_EVERY + " * * * * *");
      Eventually.holds(() -> timed(second).size() >= 2);

      kill(first.pid());
      long killed = timed(second).getFirst().number();
      Eventually.holds(
          () ->
              timed(second).getFirst().number() >= killed + 2
                  && !timed(second).getFirst().isOpen());

      List<ScheduleRun> runs = timed(second);
      // A run may start long after its fire, on a busy machine, but never before it.
      Instant last = runs.stream().map(ScheduleRun::start).max(naturalOrder()).orElseThrow();
      long fires = last.getEpochSecond() / FIRES_EVERY - created / FIRES_EVERY;
      assertTrue(runs.size() <= fires, () -> fires + " fires since " + created + ": " + runs);
      assertTrue(runs.stream().filter(it -> it.outcome() == Outcome.INTERRUPTED).count() <= 1);
    }
  }

  @Test
  void aRunOfAKilledServerIsInterruptedAndItsJobFree() throws Exception {
    Path file = root.resolve("data/schedule.json");
    ImageServer dying = ImageServer.start(root, Map.of("GOOSE_MODE", "approve"));
    try {
      create(dying, "held", "0 0 1 1 *");
      Thread.ofVirtual().start(() -> runNow(dying));
      Eventually.holds(() -> dying.get("/schedule/held/inspect").text("sessionId").isPresent());
      try (ImageServer other = ImageServer.start(root, Map.of())) {
        assertTrue(other.get("/schedule/held/inspect").text("sessionId").isPresent());
        assertEquals(400, other.send("POST", "/schedule/held/pause", "").statusCode());

        kill(dying.pid());

        Eventually.holds(() -> other.get("/schedule/held/inspect").text("sessionId").isEmpty());
        Eventually.holds(() -> !Files.readString(file).contains("\"currently_running\": true"));
        assertEquals(Outcome.INTERRUPTED, runs(other, "held").getFirst().outcome());
        assertEquals(204, other.send("POST", "/schedule/held/pause", "").statusCode());
      }
    } finally {
      dying.close();
    }
  }

  /// The call ends with its server.
  private static void runNow(ImageServer server) {
    try {
      server.send("POST", "/schedule/held/run_now", "");
    } catch (IOException _) {
      // As expected.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
  }

  private static void create(ImageServer server, String id, String cron) throws Exception {
    String prompt = id.equals("held") ? "!tool shell {\\\"command\\\": \\\"true\\\"}" : "hi";
    String extensions =
        id.equals("held") ? "[{\"type\": \"platform\", \"name\": \"developer\"}]" : "[]";
    JsonObject job =
        server.post(
            "/schedule/create",
            """
            {"id": "%s", "cron": "%s",
             "recipe": {"title": "T", "description": "D", "prompt": "%s", "extensions": %s}}"""
                .formatted(id, cron, prompt, extensions));
    assertEquals(Json.of(id), job.get("id"));
  }

  private static List<ScheduleRun> timed(ImageServer server) throws Exception {
    return runs(server, "t").stream()
        .filter(run -> run.trigger() == Trigger.TIMER && run.outcome() != Outcome.SKIPPED)
        .toList();
  }

  private static List<ScheduleRun> runs(ImageServer server, String id) throws Exception {
    return server
        .get("/gander/v1/schedules/" + id + "/runs")
        .array("runs")
        .orElseThrow()
        .items()
        .stream()
        .map(ScheduleRunJson::read)
        .toList();
  }
}
