package dev.gander.adapters.postgres.own;

import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/// The time of the database, as far as this server knows it, so that servers whose clocks differ
/// agree when a job is due: the clock of this machine, less what it was found to be ahead. What is
/// less than a second does not count, so that well kept clocks are what they are. Thread-safe.
final class DatabaseClock extends Clock {
  private static final System.Logger LOG = System.getLogger(DatabaseClock.class.getName());

  /// A difference that counts, and the longest answer that tells one.
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Clock machine;
  private final AtomicReference<Duration> lead;

  DatabaseClock(Clock machine) {
    this(machine, new AtomicReference<>(Duration.ZERO));
  }

  private DatabaseClock(Clock machine, AtomicReference<Duration> lead) {
    this.machine = machine;
    this.lead = lead;
  }

  /// The clock of this machine, for [#compare].
  Clock machine() {
    return machine;
  }

  /// Learns what time it was at the database between two moments of this machine.
  void compare(Instant before, Instant there, Instant after) {
    Duration took = Duration.between(before, after);
    if (took.isNegative() || took.compareTo(LEAST) > 0) {
      return;
    }
    Duration found = Duration.between(there, before.plus(took.dividedBy(2)));
    Duration known = lead.get();
    if (found.minus(known).abs().compareTo(LEAST) >= 0) {
      lead.set(found.abs().compareTo(LEAST) < 0 ? Duration.ZERO : found);
      LOG.log(
          Level.WARNING,
          "the clock of this server is {0} s ahead of the database''s, by which servers go",
          String.valueOf(found.toSeconds()));
    }
  }

  @Override
  public Instant instant() {
    return machine.instant().minus(lead.get());
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new DatabaseClock(machine.withZone(zone), lead);
  }
}
