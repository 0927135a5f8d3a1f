package dev.gander.testkit.schedule;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A history in memory.
public final class InMemoryRunHistory implements RunHistory {
  private final Map<JobId, List<ScheduleRun>> runs = new HashMap<>();

  @Override
  public synchronized ScheduleRun add(ScheduleRun run) {
    List<ScheduleRun> all = of(run.job());
    ScheduleRun numbered = run.withNumber(all.isEmpty() ? 1 : all.getLast().number() + 1);
    all.add(numbered);
    if (all.size() > MOST) {
      all.removeFirst();
    }
    return numbered;
  }

  @Override
  public synchronized void replace(ScheduleRun run) {
    of(run.job()).replaceAll(old -> old.number() == run.number() ? old.replacedBy(run) : old);
  }

  @Override
  public synchronized List<ScheduleRun> list(JobId job, int limit, long before) {
    return of(job).reversed().stream().filter(run -> run.number() < before).limit(limit).toList();
  }

  @Override
  public synchronized void endOpen(JobId job, Instant end) {
    of(job)
        .replaceAll(
            run -> run.isOpen() ? run.ended(end, ScheduleRun.Outcome.INTERRUPTED, null) : run);
  }

  private List<ScheduleRun> of(JobId job) {
    return runs.computeIfAbsent(job, _ -> new ArrayList<>());
  }
}
