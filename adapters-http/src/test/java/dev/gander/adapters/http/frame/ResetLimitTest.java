package dev.gander.adapters.http.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResetLimitTest {
  private long now;
  private final ResetLimit limit = new ResetLimit(() -> now);

  private long allowed(int resets) {
    return IntStream.range(0, resets).filter(_ -> limit.allowOne()).count();
  }

  @Test
  void aThousandInTenSecondsAreAllowed() {
    assertEquals(1_000, allowed(1_500));
    now += Duration.ofSeconds(10).toNanos();
    assertEquals(0, allowed(1));
    now++;
    assertEquals(1_000, allowed(1_500));
  }
}
