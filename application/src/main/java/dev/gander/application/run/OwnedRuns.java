package dev.gander.application.run;

import dev.gander.domain.access.Caller;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunNotFound;

/// The runs that a caller may see. Those of others are not there.
public record OwnedRuns(Runs runs) {
  /// @throws RunNotFound for an unknown id, and for a run of somebody else
  public Run get(Caller caller, RunId id) {
    Run run = runs.get(id);
    if (!caller.sees(run.owner())) {
      throw new RunNotFound(id);
    }
    return run;
  }
}
