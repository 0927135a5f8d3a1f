package dev.gander.application.reply;

import dev.gander.domain.session.Session;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How the events of a session are numbered: from 1, unless an earlier process may have numbered
/// events of it, then from the microseconds of the time. So the numbers of two processes never
/// meet, and a client that was connected to another process is recognised by its `Last-Event-ID`.
/// All numbers are below 2^53, since clients may read them as floating point.
final class EventNumbers {
  /// Microseconds in 2001: no session has as many events, and no clock is set back that far.
  private static final long BY_TIME = 1_000_000_000_000_000L;

  private static final long END = 1L << 53;

  private EventNumbers() {}

  /// The number before the first one. A session without messages has not had a turn yet.
  static long before(Session session, Instant now) {
    return session.activity().hasMessages() ? ChronoUnit.MICROS.between(Instant.EPOCH, now) : 0;
  }

  /// Whether a number that was never given here must be another process's. Upstream knows no such
  /// numbers, so that what its clients make up stays what it was.
  static boolean isOfAnotherProcess(long number) {
    return number >= BY_TIME && number < END;
  }
}
