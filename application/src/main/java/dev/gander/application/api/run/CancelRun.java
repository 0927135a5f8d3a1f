package dev.gander.application.api.run;

import dev.gander.application.run.OwnedRuns;
import dev.gander.domain.access.Caller;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;

/// Ends a run.
public final class CancelRun {
  private final OwnedRuns runs;

  public CancelRun(OwnedRuns runs) {
    this.runs = runs;
  }

  /// It counts as ended at once. One that has ended stays as it is.
  ///
  /// @return the run after that
  /// @throws dev.gander.domain.run.RunNotFound for an unknown id, and for a run of somebody else
  public Run cancel(Caller caller, RunId id) {
    return runs.runs().cancel(runs.get(caller, id).id());
  }
}
