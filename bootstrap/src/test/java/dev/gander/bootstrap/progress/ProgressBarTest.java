package dev.gander.bootstrap.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  @Test
  void aLineHasBarRateAndRest() {
    ProgressBar bar = new ProgressBar("Backup", 40_000_000, "", 80);

    assertEquals(
        "Backup [#######-----------------------] 25 %, 5.0 MB/s, 6 s left",
        bar.line(10_000_000, TWO_SECONDS));
    assertEquals(
        "Backup [##############################] 100 %, 20.0 MB/s, 0 s left",
        bar.line(40_000_000, TWO_SECONDS));
  }

  @Test
  void whatIsNotCountedInBytesHasItsName() {
    ProgressBar bar = new ProgressBar("Migrate", 400, "sessions", 80);

    assertEquals(
        "Migrate [#######-----------------------] 25 %, 50 sessions/s, 6 s left",
        bar.line(100, TWO_SECONDS));
  }

  @Test
  void theRestMayBeLong() {
    ProgressBar bar = new ProgressBar("Backup", 100_000_000_000L, "", 80);

    assertTrue(bar.line(1_000_000, TWO_SECONDS).endsWith("0 %, 0.5 MB/s, 3333 min left"));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 20, 39, 40, 41, 60, 200})
  void aLineIsShorterThanTheTerminal(int columns) {
    ProgressBar bar = new ProgressBar("Backup", 40_000_000, "", columns);

    assertTrue(bar.line(10_000_000, TWO_SECONDS).length() < columns);
    assertTrue(bar.line(0, Duration.ZERO).length() < columns);
  }

  @Test
  void moreThanEverythingIsEverything() {
    ProgressBar bar = new ProgressBar("Backup", 10, "", 80);

    assertTrue(bar.line(1_000_000, TWO_SECONDS).contains("] 100 %"));
    assertTrue(new ProgressBar("Backup", 0, "", 80).line(5, TWO_SECONDS).contains("100 %"));
  }
}
