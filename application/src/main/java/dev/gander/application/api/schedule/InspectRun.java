package dev.gander.application.api.schedule;

import dev.gander.application.schedule.Schedules;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleNotFound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells what a job is doing right now.
public final class InspectRun {
  private final Schedules schedules;
  private final Clock clock;

  public InspectRun(Schedules schedules, Clock clock) {
    this.schedules = schedules;
    this.clock = clock;
  }

  /// A run that has its session.
  public record Running(String session, Instant since, Duration lasting) {}

  /// Empty while the job is idle, and before its run has a session.
  ///
  /// @throws ScheduleNotFound for an unknown id
  public Optional<Running> inspect(JobId id) {
    return schedules
        .activity(id)
        .flatMap(
            activity ->
                activity.session() == null || activity.since() == null
                    ? Optional.empty()
                    : Optional.of(running(activity.session(), activity.since())));
  }

  private Running running(String session, Instant since) {
    return new Running(session, since, Duration.between(since, clock.instant()));
  }
}
