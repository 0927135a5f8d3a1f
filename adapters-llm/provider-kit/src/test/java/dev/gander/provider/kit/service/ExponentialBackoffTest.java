package dev.gander.provider.kit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.provider.testkit.TestSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExponentialBackoffTest {
  @Test
  void settingsChangeIt() {
    var settings =
        TestSettings.of(
            "X_MAX_RETRIES", "5",
            "X_INITIAL_RETRY_INTERVAL_MS", " 250 ",
            "X_BACKOFF_MULTIPLIER", "1.5",
            "X_MAX_RETRY_INTERVAL_MS", "9000");

    assertEquals(
        new ExponentialBackoff(5, Duration.ofMillis(250), 1.5, Duration.ofSeconds(9), false),
        ExponentialBackoff.USUAL.from(settings, "X"));
  }

  @Test
  void whatIsNoNumberCountsAsNotSet() {
    var settings =
        TestSettings.of(
            "X_MAX_RETRIES", "-1",
            "X_INITIAL_RETRY_INTERVAL_MS", "1s",
            "X_BACKOFF_MULTIPLIER", "1e9",
            "X_MAX_RETRY_INTERVAL_MS", "99999999999999999999");

    assertEquals(ExponentialBackoff.USUAL, ExponentialBackoff.USUAL.from(settings, "X"));
  }
}
