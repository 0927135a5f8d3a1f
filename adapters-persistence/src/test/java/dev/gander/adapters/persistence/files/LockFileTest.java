package dev.gander.adapters.persistence.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
  private static final Path FLOCK = Path.of("/usr/bin/flock");

  @TempDir Path folder;

  @Test
  void anotherProgramsLockIsRespectedForItsTime() throws Exception {
    assumeTrue(Files.isExecutable(FLOCK), "the program flock is not installed");
    Path file = folder.resolve("config.yaml.lock");
    Process other =
        new ProcessBuilder(FLOCK.toString(), file.toString(), "sh", "-c", "echo locked; cat")
            .start();
    try (var said = other.inputReader()) {
      assertEquals("locked", said.readLine());

      LockFile lock = new LockFile(file, Duration.ofMillis(100));
      IOException failure = assertThrows(IOException.class, () -> lock.hold(() -> 1));
      assertTrue(String.valueOf(failure.getMessage()).contains("locked"), failure.toString());

      other.outputWriter().close();
      assertEquals(0, other.waitFor());
      assertEquals(1, lock.hold(() -> 1));
    } finally {
      other.destroyForcibly();
    }
  }

  @Test
  void otherProgramsRespectOurs() throws Exception {
    assumeTrue(Files.isExecutable(FLOCK), "the program flock is not installed");
    Path file = folder.resolve("x.lock");
    int refused = new LockFile(file, Duration.ofSeconds(1)).hold(() -> exitOfFlock(file));

    assertEquals(1, refused);
    assertEquals(0, exitOfFlock(file));
  }

  @Test
  void threadsTakeTurnsAlsoThroughDifferentObjects() throws Exception {
    Path file = folder.resolve("x.lock");
    LockFile first = new LockFile(file, Duration.ofSeconds(10));
    LockFile second = new LockFile(file, Duration.ofMillis(50));
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Thread holder =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    first.hold(
                        () -> {
                          held.countDown();
                          awaitQuietly(release);
                          return null;
                        });
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                });
    held.await();

    assertThrows(IOException.class, () -> second.hold(() -> 1));
    release.countDown();
    holder.join();

    assertEquals(1, second.hold(() -> 1));
  }

  @Test
  void interruptedThreadDoesItsWorkAndStaysInterrupted() throws IOException {
    Thread.currentThread().interrupt();

    boolean duringWork =
        new LockFile(folder.resolve("x.lock"), Duration.ofSeconds(1))
            .hold(() -> Thread.currentThread().isInterrupted());

    assertTrue(Thread.interrupted());
    assertEquals(false, duringWork);
  }

  @Test
  void failureOfTheWorkReleasesTheLock() throws IOException {
    LockFile lock = new LockFile(folder.resolve("x.lock"), Duration.ofMillis(50));

    assertThrows(
        IOException.class,
        () ->
            lock.hold(
                () -> {
                  throw new IOException("no");
                }));

    assertEquals(1, lock.hold(() -> 1));
  }

  private static int exitOfFlock(Path file) throws IOException {
    try {
      return new ProcessBuilder(FLOCK.toString(), "--nonblock", file.toString(), "true")
          .start()
          .waitFor();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
