package dev.gander.application.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.access.KeyId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRatesTest {
  private static final KeyId KEY = new KeyId("a");

  /// As a measuring clock may stand: just before it turns over.
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  private final RequestRates rates = new RequestRates(nanos::get);

  private Optional<Duration> ask(Integer perMinute) {
    return rates.ask(KEY, perMinute);
  }

  private void advance(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void withoutALimitThereIsNone() {
    for (int i = 0; i < 100_000; i++) {
      assertEquals(Optional.empty(), ask(null));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 60, 1_000_000})
  void aMinutesShareMayComeAtOnceAndNoMore(int perMinute) {
    for (int i = 0; i < perMinute; i++) {
      assertEquals(Optional.empty(), ask(perMinute));
    }

    assertEquals(
        Optional.of(Duration.ofNanos(Duration.ofMinutes(1).toNanos() / perMinute)), ask(perMinute));
  }

  @Test
  void whoWaitsAsToldMayAskAgain() {
    for (int i = 0; i < 60; i++) {
      ask(60);
    }
    Duration pause = ask(60).orElseThrow();
    assertEquals(Duration.ofSeconds(1), pause);
    advance(pause.minusNanos(1));
    assertEquals(Optional.of(Duration.ofNanos(1)), ask(60));
    advance(Duration.ofNanos(1));

    assertEquals(Optional.empty(), ask(60));
    assertEquals(Optional.of(Duration.ofSeconds(1)), ask(60));
  }

  @Test
  void aMinuteLaterTheWholeShareIsThereAgain() {
    for (int i = 0; i < 60; i++) {
      ask(60);
    }
    advance(Duration.ofMinutes(10));
    for (int i = 0; i < 60; i++) {
      assertEquals(Optional.empty(), ask(60));
    }
    assertEquals(Optional.of(Duration.ofSeconds(1)), ask(60));
  }

  @Test
  void keysDoNotCountForEachOther() {
    assertEquals(Optional.empty(), ask(1));
    assertEquals(Optional.empty(), rates.ask(new KeyId("b"), 1));
    assertEquals(Optional.of(Duration.ofMinutes(1)), ask(1));
  }
}
