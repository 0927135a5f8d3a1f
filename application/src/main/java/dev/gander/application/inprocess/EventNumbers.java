package dev.gander.application.inprocess;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Numbers the events of a session: from 1, or from the current time in microseconds if an earlier
/// process may have numbered some. So numbers of different processes do not overlap, and a client
/// that was connected to another process is recognised by its `Last-Event-ID`. All numbers are
/// below 2^53, since clients may read them as floating point.
public final class EventNumbers {
  /// Microseconds in 2001: no session has that many events, and no clock is set back that far.
  private static final long BY_TIME = 1_000_000_000_000_000L;

  private static final long END = 1L << 53;

  private EventNumbers() {}

  /// The number before the session's first event.
  ///
  /// @param isFresh whether the session has no messages, and so has not had a turn yet
  public static long before(boolean isFresh, Instant now) {
    return isFresh ? 0 : ChronoUnit.MICROS.between(Instant.EPOCH, now);
  }

  /// Whether a number that was never assigned here must come from another process. goosed has no
  /// such numbers, so numbers that its clients invent are treated as before.
  public static boolean isOfAnotherProcess(long number) {
    return number >= BY_TIME && number < END;
  }
}
