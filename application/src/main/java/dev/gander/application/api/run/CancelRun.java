package dev.gander.application.api.run;

import dev.gander.application.run.OwnedRuns;
import dev.gander.application.schedule.Schedules;
import dev.gander.domain.access.Caller;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.schedule.JobId;

/// Ends a run.
public final class CancelRun {
  private final OwnedRuns runs;
  private final Schedules schedules;

  public CancelRun(OwnedRuns runs, Schedules schedules) {
    this.runs = runs;
    this.schedules = schedules;
  }

  /// It counts as ended at once. One that has ended stays as it is.
  ///
  /// @return the run after that
  /// @throws dev.gander.domain.run.RunNotFound for an unknown id, and for a run of somebody else
  /// @throws dev.gander.domain.schedule.ScheduleRunning if it is a job's, and runs elsewhere
  public Run cancel(Caller caller, RunId id) {
    Run run = runs.get(caller, id);
    if (run.schedule() == null) {
      return runs.runs().cancel(id);
    }
    if (!run.state().isEnd()) {
      schedules.kill(new JobId(run.schedule()));
    }
    return runs.get(caller, id);
  }
}
