package dev.gander.provider.kit;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What a client takes from the machine it runs on: the time, how to wait, chance and ids. Given
/// from outside, so that tests decide.
public record ClientEnvironment(
    Clock clock, Sleeper sleeper, RandomGenerator random, Supplier<String> uuids) {

  /// Waits; an interrupt ends the wait.
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private static final ClientEnvironment REAL =
      new ClientEnvironment(
          Clock.systemUTC(),
          Thread::sleep,
          () -> ThreadLocalRandom.current().nextLong(),
          () -> UUID.randomUUID().toString());

  /// The machine's own. Any thread.
  public static ClientEnvironment real() {
    return REAL;
  }

  /// For tests: the same random numbers each time, and ids that count up from `uuid-1`.
  public static ClientEnvironment repeatable(Clock clock, Sleeper sleeper) {
    AtomicLong ids = new AtomicLong();
    return new ClientEnvironment(
        clock, sleeper, new Random(1), () -> "uuid-" + ids.incrementAndGet());
  }

  /// Waits; an interrupt ends the wait.
  public void sleep(Duration time) throws InterruptedException {
    sleeper.sleep(time);
  }

  /// Epoch seconds, as messages count them.
  public long now() {
    return clock.instant().getEpochSecond();
  }
}
