package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A text of many megabytes without a blank.
class HugeTextIT {
  private static final int LENGTH = 40_000_000;

  /// The server looks every ten seconds whether it is quiet; a busy machine may need longer.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofMillis(500);

  @TempDir Path root;

  @BeforeEach
  void requireLinux() {
    NodeTools.require();
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "needs /proc");
  }

  @Test
  void hugeTextIsAnsweredAndItsMemoryGivenBack() throws Exception {
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      String session = server.newSession(root);
      assertEquals("ready", server.answer(session, "!say ready"));
      long before = server.residentMegabytes();

      server.answer(session, "!say heard\n---\n!say that\n" + "a".repeat(LENGTH));
      assertTrue(server.residentMegabytes() - before > 150, "the turn needed memory");

      long left = server.residentMegabytes();
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (left - before > 150 && System.nanoTime() < end) {
        // Nothing tells when memory is given back, and asking the server would keep it busy.
        LockSupport.parkNanos(PAUSE.toNanos());
        left = server.residentMegabytes();
      }
      assertTrue(left - before <= 150, left + " MB, before: " + before + " MB");
    }
  }
}
