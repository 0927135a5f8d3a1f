package dev.gander.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A UTC clock that stands still until a test moves it. Thread-safe.
public final class SettableClock extends Clock {
  private volatile Instant now;

  public SettableClock(Instant now) {
    this.now = now;
  }

  /// A clock set to this instant, given as `2026-03-04T10:11:12Z`.
  public static SettableClock at(String moment) {
    return new SettableClock(Instant.parse(moment));
  }

  public void set(Instant moment) {
    now = moment;
  }

  public void advance(Duration step) {
    now = now.plus(step);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.fixed(now, zone);
  }
}
