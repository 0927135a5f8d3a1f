package dev.gander.bootstrap.cluster;

import dev.gander.domain.cluster.SharedSchedules;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies the jobs of schedules with their recipes, up to when their fires are dealt with, and
/// their runs; and then compares the jobs.
///
/// @param isReplacing whether jobs that the other has otherwise are replaced
record ScheduleMove(SharedSchedules from, SharedSchedules to, boolean isReplacing) {
  MoveOutcome run() {
    Map<JobId, ScheduledJob> before = jobs(to.jobs());
    long copied = 0;
    long present = 0;
    List<String> kept = new ArrayList<>();
    for (ScheduledJob job : jobs(from.jobs()).values()) {
      ScheduledJob there = before.get(job.id());
      boolean isSame = there != null && isSame(job, there);
      if (isSame) {
        present++;
      } else if (there == null || isReplacing) {
        copy(job);
        copied++;
      }
      if (isSame || there == null || isReplacing) {
        copyFires(job.id());
        if (!copyRuns(job.id())) {
          kept.add("the runs of " + job.id().text());
        }
      }
    }
    Map<JobId, ScheduledJob> after = jobs(to.jobs());
    jobs(from.jobs())
        .forEach(
            (id, job) -> {
              ScheduledJob there = after.get(id);
              if (there == null || !isSame(job, there)) {
                kept.add(id.text());
              }
            });
    return new MoveOutcome("schedules", copied, present, kept);
  }

  private static Map<JobId, ScheduledJob> jobs(ScheduleStore store) {
    Map<JobId, ScheduledJob> jobs = new LinkedHashMap<>();
    store.read().orElse(List.of()).forEach(job -> jobs.put(job.id(), job));
    return jobs;
  }

  private boolean isSame(ScheduledJob job, ScheduledJob there) {
    Optional<String> recipe = recipe(from.jobs(), job);
    return recipe.isPresent()
        ? there.from(job.source()).equals(job) && recipe.equals(recipe(to.jobs(), there))
        : there.equals(job);
  }

  /// The recipe of a job that was created by a server; empty for one that is a file of the user's.
  private static Optional<String> recipe(ScheduleStore store, ScheduledJob job) {
    Path file = store.recipeFile(job.id());
    if (!job.source().equals(file.toString()) || !store.hasRecipe(job)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new StorageException(file + " cannot be read: " + e, e);
    }
  }

  private void copy(ScheduledJob job) {
    Optional<String> recipe = recipe(from.jobs(), job);
    recipe.ifPresent(text -> to.jobs().writeRecipe(job.id(), text));
    ScheduledJob copy =
        recipe.isPresent() ? job.from(to.jobs().recipeFile(job.id()).toString()) : job;
    to.jobs().change(stored -> with(copy, stored.orElse(List.of())));
  }

  private static List<ScheduledJob> with(ScheduledJob job, List<ScheduledJob> stored) {
    List<ScheduledJob> jobs = new ArrayList<>(stored);
    int place = stored.stream().map(ScheduledJob::id).toList().indexOf(job.id());
    if (place < 0) {
      jobs.add(job);
    } else {
      jobs.set(place, job);
    }
    return jobs;
  }

  private void copyFires(JobId job) {
    from.ledger()
        .begun(job)
        .filter(begun -> !to.ledger().begun(job).equals(Optional.of(begun)))
        .ifPresent(begun -> to.ledger().begin(job, begun));
    Instant settled = from.ledger().settled().get(job);
    if (settled != null) {
      to.ledger().settle(new HashMap<>(Map.of(job, settled)));
    }
  }

  /// Adds the runs that follow those that both have; they get new numbers.
  ///
  /// @return false if the other has runs that are not among these
  private boolean copyRuns(JobId job) {
    List<ScheduleRun> wanted = runs(from.history(), job);
    List<ScheduleRun> there = runs(to.history(), job);
    int common = Math.min(wanted.size(), there.size());
    while (common > 0
        && !there.subList(there.size() - common, there.size()).equals(wanted.subList(0, common))) {
      common--;
    }
    if (common == 0 && !there.isEmpty() && !wanted.isEmpty()) {
      return false;
    }
    wanted.subList(common, wanted.size()).forEach(to.history()::add);
    return true;
  }

  /// The oldest first, without their numbers.
  private static List<ScheduleRun> runs(RunHistory history, JobId job) {
    List<ScheduleRun> runs =
        new ArrayList<>(
            history.list(job, RunHistory.MOST, Long.MAX_VALUE).stream()
                .map(run -> run.withNumber(0))
                .toList());
    Collections.reverse(runs);
    return runs;
  }
}
