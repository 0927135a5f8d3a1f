package dev.gander.adapters.llm.http;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Time, chance and ids, so that tests can hold them still.
public record Surroundings(
    Clock clock, Pause pause, RandomGenerator random, Supplier<String> uuids) {

  /// Waits; an interrupt ends the wait.
  @FunctionalInterface
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  public static Surroundings real() {
    return new Surroundings(
        Clock.systemUTC(),
        Thread::sleep,
        RandomGenerator.getDefault(),
        () -> UUID.randomUUID().toString());
  }

  /// Epoch seconds, as messages count them.
  public long now() {
    return clock.instant().getEpochSecond();
  }
}
