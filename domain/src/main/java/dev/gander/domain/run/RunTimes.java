package dev.gander.domain.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// @param started null while it waits for a place; the last time, if it went on after a restart
/// @param ended null until then
public record RunTimes(Instant created, @Nullable Instant started, @Nullable Instant ended) {
  public static RunTimes createdAt(Instant now) {
    return new RunTimes(now, null, null);
  }

  RunTimes startedAt(Instant now) {
    return new RunTimes(created, now, null);
  }

  RunTimes endedAt(Instant now) {
    return new RunTimes(created, started, now);
  }
}
