package dev.gander.adapters.persistence.localmodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassingLockTest {
  @TempDir Path folder;

  @Test
  void lockIsHeldByOneAndLeavesNothing() throws Exception {
    Path file = folder.resolve("a.lock");
    try (Closeable _ = PassingLock.take(file).orElseThrow()) {
      assertEquals(Optional.empty(), PassingLock.take(file));
      assertTrue(Files.exists(file));
    }
    assertFalse(Files.exists(file));
    PassingLock.take(file).orElseThrow().close();
  }

  @Test
  void fileOfAKilledProcessLocksNothing() throws Exception {
    Path file = Files.createFile(folder.resolve("a.lock"));

    PassingLock.take(file).orElseThrow().close();

    assertFalse(Files.exists(file));
  }

  /// The file is removed and created again all the time.
  @Test
  void neverTwoHoldIt() throws Exception {
    Path file = folder.resolve("a.lock");
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    Callable<Boolean> rival =
        () -> {
          boolean alone = true;
          while (taken.get() < 2000) {
            Optional<Closeable> lock = PassingLock.take(file);
            if (lock.isPresent()) {
              alone &= holders.incrementAndGet() == 1;
              taken.incrementAndGet();
              holders.decrementAndGet();
              lock.get().close();
            }
          }
          return alone;
        };
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> ends =
          new ArrayList<>(threads.invokeAll(List.of(rival, rival, rival, rival)));
      for (Future<Boolean> end : ends) {
        assertTrue(end.get());
      }
    }
  }
}
