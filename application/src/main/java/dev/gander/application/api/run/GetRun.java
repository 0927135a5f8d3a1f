package dev.gander.application.api.run;

import dev.gander.application.run.OwnedRuns;
import dev.gander.domain.access.Caller;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;

/// Tells where a run stands, and what came of it.
public final class GetRun {
  private final OwnedRuns runs;

  public GetRun(OwnedRuns runs) {
    this.runs = runs;
  }

  /// @throws dev.gander.domain.run.RunNotFound for an unknown id, and for a run of somebody else
  public Run get(Caller caller, RunId id) {
    return runs.get(caller, id);
  }
}
