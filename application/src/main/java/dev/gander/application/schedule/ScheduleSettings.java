package dev.gander.application.schedule;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.schedule.JobId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// The settings for schedules, read when they are needed. No request waits for an answer at that
/// time, so a setting that cannot be read counts as not set, and the log says so.
public record ScheduleSettings(TypedSettings settings) {
  private static final String APPROVAL_TIMEOUT = "GANDER_SCHEDULE_APPROVAL_TIMEOUT";
  private static final System.Logger LOG = System.getLogger(ScheduleSettings.class.getName());

  /// `GANDER_SCHEDULE_MISSED=run-once`: whether a job whose time passed without a server is run
  /// once afterwards.
  boolean makesUpForMissed() {
    try {
      return settings.text("GANDER_SCHEDULE_MISSED").filter("run-once"::equals).isPresent();
    } catch (InvalidInput | StorageException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}; missed runs are not made up for", e.text());
      return false;
    }
  }

  /// `GANDER_SCHEDULE_CUT_OFF=run-once`: whether a run whose server died in the middle is run once
  /// more.
  boolean runsAgainWhatWasCutOff() {
    try {
      return settings.text("GANDER_SCHEDULE_CUT_OFF").filter("run-once"::equals).isPresent();
    } catch (InvalidInput | StorageException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}; runs that were cut off stay so", e.text());
      return false;
    }
  }

  /// `GANDER_SCHEDULE_APPROVAL_TIMEOUT` in seconds, for all jobs or as a map from their ids: how
  /// long a run waits for an answer of its user; empty for ever.
  Optional<Duration> approvalTimeout(JobId job) {
    try {
      OptionalLong seconds = settings.integer(APPROVAL_TIMEOUT, job.text());
      if (seconds.isEmpty()) {
        return Optional.empty();
      }
      if (seconds.getAsLong() <= 0) {
        throw new InvalidInput(APPROVAL_TIMEOUT + " must be positive");
      }
      return Optional.of(Duration.ofSeconds(seconds.getAsLong()));
    } catch (InvalidInput | StorageException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}; runs wait for their users", e.text());
      return Optional.empty();
    }
  }
}
