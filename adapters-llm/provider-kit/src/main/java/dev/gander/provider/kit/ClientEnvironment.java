package dev.gander.provider.kit;

import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What a client takes from its machine: time, waiting, randomness and ids. Injected, so that tests
/// control it.
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

  /// The real machine. Any thread.
  public static ClientEnvironment real() {
    return REAL;
  }

  /// For tests: always the same random numbers, and ids that count up from `uuid-1`.
  public static ClientEnvironment repeatable(Clock clock, Sleeper sleeper) {
    AtomicLong ids = new AtomicLong();
    return new ClientEnvironment(
        clock, sleeper, new Random(1), () -> "uuid-" + ids.incrementAndGet());
  }

  /// Waits; an interrupt ends the wait.
  public void sleep(Duration time) throws InterruptedException {
    sleeper.sleep(time);
  }

  /// Epoch seconds, as in messages.
  public long now() {
    return clock.instant().getEpochSecond();
  }
}
