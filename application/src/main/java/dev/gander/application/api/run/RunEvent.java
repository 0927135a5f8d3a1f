package dev.gander.application.api.run;

import dev.gander.domain.run.Run;
import dev.gander.domain.turn.SessionEvent;

/// What somebody who follows a run hears.
public sealed interface RunEvent {
  /// The run as it is now: at first, and whenever its state has changed.
  record Changed(Run run) implements RunEvent {}

  /// An event of the run's session.
  record Happened(SessionEvent event) implements RunEvent {}
}
