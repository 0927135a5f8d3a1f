package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProcessKillTest {
  /// On a busy machine with thousands of processes it takes seconds to look at all of them.
  @Test
  void whoIsFoundIsKilledBeforeTheOthersAreLookedAt() throws Exception {
    Process process = new ProcessBuilder("sleep", "300").start();
    ProcessHandle handle = process.toHandle();
    try {
      int count =
          ProcessKill.killAll(
              () -> Stream.concat(Stream.of(handle), Stream.of(handle).filter(this::hasEnded)),
              ProcessKill::runs);
      assertEquals(1, count);
      assertFalse(handle.isAlive());
    } finally {
      handle.destroyForcibly();
    }
  }

  /// Waits for it.
  private boolean hasEnded(ProcessHandle process) {
    try {
      Ended.await(() -> !process.isAlive());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return true;
  }
}
