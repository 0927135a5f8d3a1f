package dev.gander.adapters.http.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// How people come in, and what happens to those who try.
///
/// @param tickets what browsers get for a key
/// @param codes what opens a browser that is signed in, once
public record BrowserSignIns(Passes tickets, Passes codes, WrongKeys wrong) {
  private static final Duration TICKET = Duration.ofHours(12);
  private static final Duration CODE = Duration.ofMinutes(1);

  public static BrowserSignIns start() {
    return of(new SecureRandom(), System::nanoTime, Thread::sleep);
  }

  /// @param random must be fit for secrets
  /// @param nanos a clock that measures, as [System#nanoTime]
  /// @param pause lets those wait who try keys
  public static BrowserSignIns of(
      RandomGenerator random, LongSupplier nanos, WrongKeys.Pause pause) {
    return new BrowserSignIns(
        new Passes(TICKET, random, nanos),
        new Passes(CODE, random, nanos),
        new WrongKeys(nanos, pause));
  }
}
