package dev.gander.application.run;

import dev.gander.domain.run.RunState;
import dev.gander.domain.session.SessionId;

/// Hears how the work of a run is getting on, from the thread that does it.
interface RunProgress {
  /// It has got its session; stored when this returns.
  ///
  /// @throws RunFailed if the run has ended meanwhile
  void runsIn(SessionId session);

  /// Its turn has begun to wait for a person, or goes on.
  void stands(RunState now);
}
