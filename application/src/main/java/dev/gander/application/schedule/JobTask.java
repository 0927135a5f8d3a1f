package dev.gander.application.schedule;

import dev.gander.application.run.RunFailed;
import dev.gander.domain.schedule.ScheduledJob;

/// What a run does.
@FunctionalInterface
interface JobTask {
  /// Runs in the calling thread until the end. When cancelled by [ActiveRun#work] or by an
  /// interrupt it returns soon, whatever it returns then.
  ///
  /// @throws RunFailed if it came to nothing
  RunResult run(ScheduledJob job, ActiveRun run) throws InterruptedException;
}
