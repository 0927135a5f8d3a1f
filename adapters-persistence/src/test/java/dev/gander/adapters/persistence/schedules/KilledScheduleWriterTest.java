package dev.gander.adapters.persistence.schedules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.schedule.FireLedger.Claim;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRun.Trigger;
import dev.gander.domain.schedule.ScheduledJob;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed at any moment, while it creates, changes, runs and deletes jobs, leaves
/// whole files, no job that was reported is lost, and none is stuck.
class KilledScheduleWriterTest {
  private static final int KILLS = Integer.getInteger("gander.kills", 10);
  private static final int MOST_ACTIONS = 60;
  private static final JobId STEADY = new JobId("steady");
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;
  private final Random random = new Random(20_261_128);

  @Test
  void killedAtAnyMoment() throws Exception {
    Set<String> expected = new HashSet<>();
    Map<String, String> crons = new HashMap<>();
    long runs = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      List<String> confirmed = runUntilKilled(kill, 1 + random.nextInt(MOST_ACTIONS));
      for (String line : confirmed) {
        String[] words = line.split(" ");
        switch (words[0]) {
          case "created" -> expected.add(words[1]);
          case "deleted" -> expected.remove(words[1]);
          case "updated" -> crons.put(words[1], words[2]);
          case "ran" -> runs++;
          default -> throw new AssertionError(line);
        }
      }
      Set<String> unsure = new HashSet<>();
      new FileScheduleStore(folder).read().orElse(List.of()).forEach(job -> check(job, unsure));
      // The last action may have happened, although nobody was told.
      Set<String> lost = new HashSet<>(expected);
      lost.removeAll(unsure);
      assertTrue(lost.size() <= 1, () -> "lost: " + lost);
      expected.removeAll(lost);
      expected.addAll(unsure);
      checkCrons(crons);
      runs = checkRuns(runs);
    }
  }

  /// Each update that was reported is there, but for one that the last action may have followed.
  private void checkCrons(Map<String, String> reported) {
    List<ScheduledJob> other = new ArrayList<>();
    for (ScheduledJob job : new FileScheduleStore(folder).read().orElse(List.of())) {
      String minute = job.cron().split(" ")[0];
      if (!minute.equals(reported.getOrDefault(job.id().text(), "0"))) {
        other.add(job);
        reported.put(job.id().text(), minute);
      }
    }
    assertTrue(other.size() <= 1, () -> "other expressions than reported: " + other);
  }

  private void check(ScheduledJob job, Set<String> found) {
    found.add(job.id().text());
    if (job.id().text().startsWith("job")) {
      assertTrue(new FileScheduleStore(folder).hasRecipe(job), job::toString);
    }
  }

  /// The job is free, and everything that was reported is in its history.
  private long checkRuns(long runs) {
    var ledger = new FileFireLedger(folder, "checker", KilledScheduleWriterTest::isAlive);
    var history = new FileRunHistory(folder);
    Claim claim = ledger.claim(STEADY);
    assertEquals(Claim.Granted.class, claim.getClass());
    history.endOpen(STEADY, START);
    ledger.release(STEADY);
    List<ScheduleRun> kept = history.list(STEADY, 5_000, Long.MAX_VALUE);
    long whole = kept.stream().filter(run -> run.outcome() == Outcome.SUCCEEDED).count();
    assertTrue(whole >= runs && whole <= runs + 1, () -> whole + " runs, reported: " + runs);
    return whole;
  }

  private List<String> runUntilKilled(int number, int actions)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                KilledScheduleWriterTest.class.getName(),
                folder.toString(),
                String.valueOf(number))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> confirmed = new ArrayList<>();
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        confirmed.add(line);
        if (confirmed.size() == actions) {
          // By its handle: the process object would close the stream that we read.
          writer.toHandle().destroyForcibly();
        }
      }
    } finally {
      writer.destroyForcibly().waitFor();
    }
    // The kill may cut the last line off; what it says may have happened all the same.
    return confirmed.stream()
        .filter(line -> line.endsWith(";"))
        .map(line -> line.substring(0, line.length() - 1))
        .toList();
  }

  private static String classPath() {
    return String.join(
        File.pathSeparator,
        System.getProperty("jdk.module.path", ""),
        System.getProperty("java.class.path", ""),
        "target/test-classes");
  }

  private static String self() {
    ProcessHandle self = ProcessHandle.current();
    return self.pid() + "@" + self.info().startInstant().orElseThrow().toEpochMilli();
  }

  private static boolean isAlive(String process) {
    String[] parts = process.split("@");
    return parts.length == 2
        && ProcessHandle.of(Long.parseLong(parts[0]))
            .filter(ProcessHandle::isAlive)
            .flatMap(found -> found.info().startInstant())
            .filter(start -> start.toEpochMilli() == Long.parseLong(parts[1]))
            .isPresent();
  }

  /// The process to be killed: acts at random and reports each action once it is stored.
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    int number = Integer.parseInt(arguments[1]);
    var store = new FileScheduleStore(folder);
    var ledger = new FileFireLedger(folder, self(), KilledScheduleWriterTest::isAlive);
    var history = new FileRunHistory(folder);
    Random random = new Random(number);
    PrintStream out = System.out;
    for (int i = 0; i < 100_000; i++) {
      switch (random.nextInt(4)) {
        case 0 ->
            out.println("created " + create(store, new JobId("job" + number + "-" + i)) + ";");
        case 1 -> delete(store, random).ifPresent(id -> out.println("deleted " + id + ";"));
        case 2 -> update(store, random).ifPresent(told -> out.println("updated " + told + ";"));
        default -> {
          ledger.claim(STEADY);
          ScheduleRun run = history.add(ScheduleRun.started(STEADY, Trigger.HAND, START));
          history.replace(run.ended(START, Outcome.SUCCEEDED, null));
          ledger.release(STEADY);
          out.println("ran " + run.number() + ";");
        }
      }
    }
  }

  private static JobId create(FileScheduleStore store, JobId id) {
    store.writeRecipe(id, "title: " + id);
    store.change(
        stored -> {
          List<ScheduledJob> all = new ArrayList<>(stored.orElse(List.of()));
          all.add(ScheduledJob.of(id, store.recipeFile(id).toString(), "0 9 * * *"));
          return all;
        });
    return id;
  }

  private static Optional<String> update(FileScheduleStore store, Random random) {
    List<ScheduledJob> all = new ArrayList<>(store.read().orElse(List.of()));
    if (all.isEmpty()) {
      return Optional.empty();
    }
    int index = random.nextInt(all.size());
    int minute = random.nextInt(60);
    all.set(index, all.get(index).withCron(minute + " 9 * * *"));
    store.change(_ -> all);
    return Optional.of(all.get(index).id() + " " + minute);
  }

  private static Optional<JobId> delete(FileScheduleStore store, Random random) {
    List<ScheduledJob> all = new ArrayList<>(store.read().orElse(List.of()));
    if (all.isEmpty()) {
      return Optional.empty();
    }
    JobId id = all.remove(random.nextInt(all.size())).id();
    store.change(_ -> all);
    return Optional.of(id);
  }
}
