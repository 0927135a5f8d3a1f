package dev.gander.domain.schedule;

import java.time.Instant;
import java.util.List;

/// The runs of each job: the last [#MOST] of them are kept, also when the job is deleted.
/// Thread-safe, and against other processes that use the same history. What was written survives a
/// kill of the process. Every method throws [dev.gander.domain.error.StorageException] when the
/// history cannot be reached; what was stored stays.
public interface RunHistory {
  int MOST = 1000;

  /// Appends an entry and assigns its number.
  ///
  /// @return the entry as stored
  ScheduleRun add(ScheduleRun run);

  /// Replaces the entry with the same number; does nothing if it is no longer kept, or has ended:
  /// of a run that was taken over, the end that was stored first counts. Only what was skipped may
  /// count further fires.
  void replace(ScheduleRun run);

  /// The newest entries of a job, the newest first.
  ///
  /// @param limit how many at most
  /// @param before only entries with a lower number
  List<ScheduleRun> list(JobId job, int limit, long before);

  /// Ends the open entries of a job as interrupted. For the owner of the job, whose predecessor
  /// died.
  void endOpen(JobId job, Instant end);
}
