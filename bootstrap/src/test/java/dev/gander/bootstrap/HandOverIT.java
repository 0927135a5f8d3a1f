package dev.gander.bootstrap;

import static java.time.ZoneOffset.UTC;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.schedule.ScheduleRunJson;
import dev.gander.testkit.Eventually;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
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

  private static List<ScheduleRun> begun(ImageServer server) throws Exception {
    return server.get("/gander/v1/schedules/held/runs").array("runs").orElseThrow().items().stream()
        .map(ScheduleRunJson::read)
        .filter(run -> run.outcome() != Outcome.SKIPPED)
        .toList();
  }
}
