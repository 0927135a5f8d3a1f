package dev.gander.adapters.persistence.tunnel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.tunnel.TunnelLock;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.tunnel.TunnelLockContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTunnelLockTest implements TunnelLockContract {
  private static final Path FLOCK = Path.of("/usr/bin/flock");

  @TempDir Path folder;

  @Override
  public TunnelLock lock() {
    return new FileTunnelLock(folder.resolve("config"));
  }

  /// As goosed has it, which is then killed.
  @Test
  void theLockOfAProgramEndsWithIt() throws Exception {
    assumeTrue(Files.isExecutable(FLOCK), "the program flock is not installed");
    Path file = Files.createDirectories(folder.resolve("config")).resolve("tunnel.lock");
    Process other =
        new ProcessBuilder(FLOCK.toString(), "--no-fork", file.toString(), "sh", "-c", "echo; cat")
            .start();
    try (var said = other.inputReader()) {
      assertEquals("", said.readLine());
      assertTrue(lock().isTaken());
      assertEquals(Optional.empty(), lock().tryTake());
    } finally {
      other.descendants().forEach(ProcessHandle::destroyForcibly);
      other.destroyForcibly();
    }

    Eventually.holds(() -> !lock().isTaken());
    assertTrue(Files.exists(file));
    lock().tryTake().orElseThrow().close();
  }

  @Test
  void aFileOfAnEarlierProgramLocksNothing() throws Exception {
    Files.writeString(
        Files.createDirectories(folder.resolve("config")).resolve("tunnel.lock"), "4711\n");

    assertFalse(lock().isTaken());
  }

  @Test
  void aLookLeavesNothing() {
    assertFalse(lock().isTaken());

    assertFalse(Files.exists(folder.resolve("config")));
  }

  @Test
  void aFolderThatIsNoneIsAFailure() throws Exception {
    Files.writeString(folder.resolve("config"), "");

    assertThrows(StorageException.class, () -> lock().tryTake());
  }

  @Test
  void aFileThatIsNoneIsAFailure() throws Exception {
    Files.createDirectories(folder.resolve("config").resolve("tunnel.lock"));

    assertThrows(StorageException.class, () -> lock().isTaken());
  }
}
