package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Whether processes have ended: their parents may take their time to collect them.
final class Ended {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Ended() {}

  static boolean isRunning(long pid) {
    return ProcessHandle.of(pid).filter(ProcessKill::runs).isPresent();
  }

  static void await(BooleanSupplier end) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!end.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "does not end");
      Thread.sleep(Duration.ofMillis(2));
    }
  }
}
