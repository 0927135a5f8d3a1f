package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The JDK tells of the ends of processes on threads of its common pool: of one thread, on a
/// machine with two processors.
class BusyCommonPoolTest {
  @TempDir Path state;

  @Test
  void aKillNeedsNoThreadOfIt() throws Exception {
    CountDownLatch killed = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(ForkJoinPool.getCommonPoolParallelism());
    for (long i = busy.getCount(); i > 0; i--) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                busy.countDown();
                awaitQuietly(killed);
              });
    }
    busy.await();
    ChildProcess child = sleeping();
    try {
      child.stop(Duration.ZERO);
      assertFalse(child.isRunning());
    } finally {
      killed.countDown();
    }
  }

  @Test
  void anActionKeepsNoneOfThem() throws Exception {
    int all = ForkJoinPool.getCommonPoolParallelism();
    CountDownLatch begun = new CountDownLatch(all);
    CountDownLatch heard = new CountDownLatch(1);
    for (int i = 0; i < all; i++) {
      ChildProcess child = sleeping();
      child.onExit(
          () -> {
            begun.countDown();
            awaitQuietly(heard);
          });
      child.stop(Duration.ZERO);
    }
    begun.await();
    try {
      Process other = new ProcessBuilder("true").start();
      assertEquals(other, other.onExit().get(1, TimeUnit.MINUTES));
    } finally {
      heard.countDown();
    }
  }

  private ChildProcess sleeping() throws Exception {
    return ChildProcess.start(
        Path.of("sleep"),
        List.of("300"),
        Map.of("PATH", "/usr/bin:/bin"),
        state,
        ChildRecords.in(state));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
