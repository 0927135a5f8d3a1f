package dev.gander.provider.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Time for a provider under test: its clock stands still, and pauses are recorded instead of
/// waited.
///
/// @param pauses the recorded ones, in order
public record TestTime(Clock clock, List<Duration> pauses) {
  /// Stands still at 2026-03-04, 10:11:12 UTC.
  public static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-04T10:11:12Z"), ZoneOffset.UTC);

  public TestTime() {
    this(CLOCK, new CopyOnWriteArrayList<>());
  }

  /// Called by the provider instead of waiting.
  public void pause(Duration time) {
    pauses.add(time);
  }
}
