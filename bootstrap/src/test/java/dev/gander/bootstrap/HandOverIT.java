package dev.gander.bootstrap;

import static java.time.ZoneOffset.UTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.schedule.ScheduleRunJson;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Servers of a cluster that end, and what others go on with.
@Timeout(300)
class HandOverIT {
  private static final Map<String, String> RUN_ONCE =
      Map.of("GANDER_SCHEDULE_CUT_OFF", "run-once", "GOOSE_MODE", "approve", "TZ", "UTC");

  @TempDir Path root;
  private ImageCluster nodes;

  @BeforeEach
  void start() {
    nodes = new ImageCluster(root);
  }

  @AfterEach
  void end() {
    nodes.close();
  }

  @Test
  void aRunOfAKilledServerIsRunOnceMoreByAnother() throws Exception {
    ImageServer dying = nodes.start("one", RUN_ONCE);
    // Once: the next fire would begin a run, too.
    String soon =
        DateTimeFormatter.ofPattern("s m H * * *").format(LocalTime.now(UTC).plusSeconds(15));
    dying.post(
        "/schedule/create",
        """
        {"id": "held", "cron": "%s", "recipe": {"title": "T", "description": "D",
          "prompt": "!tool shell {\\"command\\": \\"true\\"}",
          "extensions": [{"type": "platform", "name": "developer"}]}}"""
            .formatted(soon));
    Eventually.holds(() -> begun(dying).size() == 1 && begun(dying).getFirst().session() != null);
    ImageServer other = nodes.start("two", RUN_ONCE);

    dying.kill();

    Eventually.holds(() -> begun(other).size() == 2 && begun(other).getFirst().session() != null);
    ScheduleRun again = begun(other).getFirst();
    assertEquals(Trigger.TAKEOVER, again.trigger());
    assertNull(again.outcome());
    assertEquals(Outcome.INTERRUPTED, begun(other).getLast().outcome());
  }

  @Test
  void aRunOnAServerThatStoodStillEndsOnce() throws Exception {
    ImageServer still = nodes.start("one", Map.of());
    ImageServer other = nodes.start("two", Map.of());
    Path pid = root.resolve("pid");
    String prompt =
        "!call c1 shell {\"command\": \"echo $$ > %1$s.new && mv %1$s.new %1$s && exec sleep 300\"}"
                .formatted(pid)
            + "\n---\n!say finished";
    still.post(
        "/schedule/create",
        """
        {"id": "held", "cron": "0 0 0 1 1 *", "recipe": {"title": "T", "description": "D",
          "prompt": %s, "extensions": [{"type": "platform", "name": "developer"}]}}"""
            .formatted(JsonText.write(Json.of(prompt))));
    Future<?> asked =
        nodes.threads().submit(() -> still.fresh().send("POST", "/schedule/held/run_now", ""));
    Eventually.holds(() -> Files.exists(pid));
    ProcessHandle tool =
        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

    signal("STOP", still);
    try {
      Eventually.holds(() -> begun(other).getFirst().outcome() == Outcome.INTERRUPTED);
    } finally {
      signal("CONT", still);
    }

    tool.onExit().get(1, TimeUnit.MINUTES);
    asked.get(1, TimeUnit.MINUTES);
    Eventually.holds(() -> !isRunning(still));
    assertEquals(
        List.of(Outcome.INTERRUPTED), begun(other).stream().map(ScheduleRun::outcome).toList());
  }

  private static void signal(String name, ImageServer server) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, String.valueOf(server.pid())).inheritIO().start();
    assertEquals(0, kill.waitFor());
  }

  private static boolean isRunning(ImageServer server) throws Exception {
    return server.get("/schedule/list").array("jobs").orElseThrow().items().stream()
        .anyMatch(job -> JsonFields.of(job).bool("currently_running"));
  }

  @Test
  void aServerThatIsToldToStopEndsItsTurnsAndBeginsNone() throws Exception {
    ImageServer stopping = nodes.start("one", Map.of("GANDER_DRAIN_SECONDS", "120"));
    ImageServer other = nodes.start("two", Map.of());
    String id = stopping.newSession(root);
    String idle = stopping.newSession(root);
    ImageCluster.Follower there = nodes.follow(other, id, 0);
    ImageCluster.say(
        stopping,
        id,
        "long",
        "!call c1 shell {\"command\": \"until [ -e go ]; do sleep 0.05; done\"}\n---\n!say finished");
    there.awaitCall("c1");

    ProcessHandle process = ProcessHandle.of(stopping.pid()).orElseThrow();
    process.destroy(); // SIGTERM

    Eventually.holds(() -> ready(stopping) == 503);
    HttpResponse<String> refused = reply(stopping, "/sessions/" + idle + "/reply", idle);
    assertEquals(503, refused.statusCode(), refused::body);
    assertTrue(refused.body().contains("about to stop"), refused::body);
    assertEquals(503, reply(stopping, "/reply", idle).statusCode());
    assertEquals(
        503, stopping.send("POST", "/gander/v1/runs", "{\"prompt\": \"!say no\"}").statusCode());
    Eventually.holds(() -> draining(other).equals(List.of(false, true)));
    assertEquals(200, ready(other));
    other.resume(idle);
    assertEquals("on", other.answer(idle, "!say on"));

    Files.createFile(root.resolve("go"));
    there.await("finished");
    process.onExit().get(1, TimeUnit.MINUTES);

    other.resume(id);
    assertEquals("more", other.answer(id, "!say more"));
    assertEquals(List.of(false), draining(other));
  }

  @Test
  void whatIsLeftAtTheEndOfItsTimeIsEndedAndItsSessionGoesOnElsewhere() throws Exception {
    ImageServer stopping = nodes.start("one", Map.of("GANDER_DRAIN_SECONDS", "1"));
    ImageServer other = nodes.start("two", Map.of());
    String id = stopping.newSession(root);
    other.resume(id);
    ImageCluster.Follower there = nodes.follow(other, id, 0);
    ImageCluster.say(
        stopping, id, "long", "!call c1 shell {\"command\": \"sleep 300\"}\n---\n!say never");
    there.awaitCall("c1");

    stopping.close();

    assertEquals("on", other.answer(id, "!say on"));
    Eventually.holds(() -> there.isOver("long"));
    assertFalse(there.hasHeard("\"text\":\"never\""), there.events::toString);
  }

  @Test
  void aSecondSignalEndsTheWaiting() throws Exception {
    ImageServer stopping = nodes.start("one", Map.of("GANDER_DRAIN_SECONDS", "3600"));
    String id = stopping.newSession(root);
    ImageCluster.Follower here = nodes.follow(stopping, id, 0);
    ImageCluster.say(
        stopping, id, "long", "!call c1 shell {\"command\": \"sleep 300\"}\n---\n!say never");
    here.awaitCall("c1");
    ProcessHandle process = ProcessHandle.of(stopping.pid()).orElseThrow();
    process.destroy();
    Eventually.holds(() -> ready(stopping) == 503);

    process.destroy();

    process.onExit().get(1, TimeUnit.MINUTES);
  }

  private static int ready(ImageServer server) throws IOException, InterruptedException {
    return server.fresh().send("GET", "/gander/v1/health/ready", "").statusCode();
  }

  private static List<Boolean> draining(ImageServer server) throws Exception {
    return server.get("/gander/v1/nodes").array("nodes").orElseThrow().items().stream()
        .map(node -> JsonFields.of(node).bool("draining"))
        .sorted()
        .toList();
  }

  private static HttpResponse<String> reply(ImageServer server, String path, String session)
      throws IOException, InterruptedException {
    return server.send(
        "POST",
        path,
        """
        {"request_id": "%s", "session_id": "%s", "user_message": {"role": "user", "created": 1,
          "content": [{"type": "text", "text": "!say no"}],
          "metadata": {"userVisible": true, "agentVisible": true}}}"""
            .formatted(ImageCluster.uuid("refused"), session));
  }

  private static List<ScheduleRun> begun(ImageServer server) throws Exception {
    return server.get("/gander/v1/schedules/held/runs").array("runs").orElseThrow().items().stream()
        .map(ScheduleRunJson::read)
        .filter(run -> run.outcome() != Outcome.SKIPPED)
        .toList();
  }
}
