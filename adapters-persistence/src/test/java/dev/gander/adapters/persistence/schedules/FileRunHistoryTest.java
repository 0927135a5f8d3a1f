package dev.gander.adapters.persistence.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.testkit.schedule.RunHistoryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRunHistoryTest implements RunHistoryContract {
  @TempDir Path folder;
  private RunHistory history;

  @BeforeEach
  void open() {
    history = new FileRunHistory(folder.resolve("ours"));
  }

  @Override
  public RunHistory history() {
    return history;
  }

  @Test
  void lineThatWasCutOffIsSkippedAndTheNextOneWhole() throws IOException {
    ScheduleRun first = history.add(ScheduleRun.started(JOB, Trigger.TIMER, START));
    Files.writeString(file(), "{\"number\": 2, \"sche", StandardOpenOption.APPEND);

    ScheduleRun second = history.add(ScheduleRun.skipped(JOB, START, "paused"));

    assertEquals(List.of(second, first), history.list(JOB, 10, Long.MAX_VALUE));
  }

  @Test
  void largeFileIsWrittenAnew() throws IOException {
    RunHistory small = new FileRunHistory(folder.resolve("ours"), 10_000);
    ScheduleRun first = small.add(ScheduleRun.skipped(JOB, START, "paused"));
    ScheduleRun run = small.add(ScheduleRun.started(JOB, Trigger.TIMER, START));
    for (int i = 0; i < 100; i++) {
      run = run.andAt(START.plusSeconds(i), 1);
      small.replace(run);
    }

    assertTrue(Files.size(file()) < 12_000);
    assertEquals(List.of(run, first), small.list(JOB, 10, Long.MAX_VALUE));
    assertEquals(3, small.add(first).number());
  }

  @Test
  void longReasonIsCut() {
    ScheduleRun run = history.add(ScheduleRun.skipped(JOB, START, "é".repeat(100_000)));

    assertEquals(501, run.reason().length());
    assertEquals(2, history.add(run).number());
  }

  @Test
  void historyIsReadByALaterProcess() {
    ScheduleRun run =
        history.add(
            ScheduleRun.started(JOB, Trigger.TIMER, START).ended(START, Outcome.KILLED, "x"));

    assertEquals(
        List.of(run), new FileRunHistory(folder.resolve("ours")).list(JOB, 10, Long.MAX_VALUE));
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("ours/runs"))) {
      return files.findFirst().orElseThrow();
    }
  }
}
