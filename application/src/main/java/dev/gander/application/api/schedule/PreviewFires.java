package dev.gander.application.api.schedule;

import dev.gander.domain.schedule.CronExpression;
import dev.gander.domain.schedule.InvalidCron;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Tells when a job with an expression would fire next, whether or not there is such a job.
public final class PreviewFires {
  public static final int MOST = 100;

  private final Clock clock;

  public PreviewFires(Clock clock) {
    this.clock = clock;
  }

  /// @param zone whose wall clock counts
  /// @param fires the next ones, the earliest first; fewer than asked for if there are no more
  public record Preview(ZoneId zone, List<Instant> fires) {}

  /// @param most how many at most; no more than [#MOST]
  /// @throws InvalidCron if it is no expression
  public Preview preview(String cron, long most) {
    CronExpression expression = CronExpression.parse(cron);
    ZoneId zone = clock.getZone();
    List<Instant> fires =
        Stream.iterate(
                expression.next(clock.instant(), zone).orElse(null),
                Objects::nonNull,
                fire -> expression.next(fire, zone).orElse(null))
            .limit(Math.clamp(most, 0, MOST))
            .toList();
    return new Preview(zone, fires);
  }
}
