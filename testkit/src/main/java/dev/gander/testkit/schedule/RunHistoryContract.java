package dev.gander.testkit.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.session.SessionId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of every [RunHistory]. The history is empty.
public interface RunHistoryContract {
  JobId JOB = new JobId("../my job");
  Instant START = Instant.parse("2026-01-02T03:04:05.000000006Z");

  RunHistory history();

  @Test
  default void historyBeginsEmpty() {
    assertEquals(List.of(), history().list(JOB, 10, Long.MAX_VALUE));
  }

  @Test
  default void runsComeBackNewestFirst() {
    ScheduleRun first = history().add(ScheduleRun.started(JOB, Trigger.TIMER, START));
    ScheduleRun second = history().add(ScheduleRun.skipped(JOB, START, "still running"));
    ScheduleRun ended =
        first
            .in(new SessionId("20260102_1"))
            .using(new TokenUsage(1L, 2L, 3L, null, null), 0.25)
            .ended(START.plusSeconds(9), Outcome.FAILED, "no \"model\"\nleft");

    history().replace(ended);

    assertEquals(List.of(1L, 2L), List.of(first.number(), second.number()));
    assertEquals(List.of(second, ended), history().list(JOB, 10, Long.MAX_VALUE));
    assertEquals(List.of(second), history().list(JOB, 1, Long.MAX_VALUE));
    assertEquals(List.of(ended), history().list(JOB, 10, second.number()));
    assertEquals(List.of(), history().list(JOB, 0, Long.MAX_VALUE));
    assertEquals(List.of(), history().list(new JobId("my job"), 10, Long.MAX_VALUE));
  }

  @Test
  default void openRunsOfADeadServerAreEnded() {
    ScheduleRun open = history().add(ScheduleRun.started(JOB, Trigger.HAND, START));
    ScheduleRun other = history().add(ScheduleRun.started(new JobId("other"), Trigger.HAND, START));

    history().endOpen(JOB, START.plusSeconds(5));

    assertEquals(
        List.of(open.ended(START.plusSeconds(5), Outcome.INTERRUPTED, null)),
        history().list(JOB, 10, Long.MAX_VALUE));
    assertEquals(List.of(other), history().list(new JobId("other"), 10, Long.MAX_VALUE));
  }

  @Test
  default void ofTwoEndsTheFirstCounts() {
    ScheduleRun open = history().add(ScheduleRun.started(JOB, Trigger.TIMER, START));
    history().endOpen(JOB, START.plusSeconds(5));

    history().replace(open.ended(START.plusSeconds(9), Outcome.SUCCEEDED, null));
    history().replace(open.in(new SessionId("20260102_1")));

    assertEquals(
        List.of(open.ended(START.plusSeconds(5), Outcome.INTERRUPTED, null)),
        history().list(JOB, 10, Long.MAX_VALUE));
    ScheduleRun skipped = history().add(ScheduleRun.skipped(JOB, START, "still running"));
    history().replace(skipped.andAt(START.plusSeconds(60), 1));
    assertEquals(2, history().list(JOB, 1, Long.MAX_VALUE).getFirst().fires());
  }

  @Test
  default void oldestRunsAreForgotten() {
    ScheduleRun first = history().add(ScheduleRun.skipped(JOB, START, "paused"));
    for (int i = 1; i <= RunHistory.MOST; i++) {
      history().add(ScheduleRun.skipped(JOB, START.plusSeconds(i), "paused"));
    }
    history().replace(first.ended(START, Outcome.KILLED, null));

    List<ScheduleRun> kept = history().list(JOB, 5_000, Long.MAX_VALUE);
    assertEquals(RunHistory.MOST, kept.size());
    assertEquals(RunHistory.MOST + 1L, kept.getFirst().number());
    assertEquals(2, kept.getLast().number());
  }
}
