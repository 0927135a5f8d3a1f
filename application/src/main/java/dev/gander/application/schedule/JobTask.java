package dev.gander.application.schedule;

import dev.gander.application.run.RunFailed;
import dev.gander.domain.cluster.WrongNode;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.domain.session.SessionId;

/// What a run does.
@FunctionalInterface
interface JobTask {
  /// Runs in the calling thread until the end. When cancelled by [ActiveRun#work] or by an
  /// interrupt it returns soon, whatever it returns then.
  ///
  /// @throws RunFailed if it came to nothing
  RunResult run(ScheduledJob job, ActiveRun run) throws InterruptedException;

  /// Whether what a job needs is on this server. Asks nobody.
  default boolean isAtHome(ScheduledJob job) {
    return true;
  }

  /// Sees to it that what a job needs is on this server.
  ///
  /// @throws WrongNode if it is not; with the servers that have it, if any
  default void requireHome(ScheduledJob job) {}

  /// Sees to it that a run of another server does not go on in its session, should that server only
  /// seem to be dead.
  default void cutOff(SessionId session, String server) {}
}
