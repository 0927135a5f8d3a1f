package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIdentityTest {
  @Test
  void aProcessIsFoundByItsText() {
    ProcessIdentity current = ProcessIdentity.current();
    assertEquals(Optional.of(current), ProcessIdentity.parse(current.text()));
    assertEquals(Optional.of(ProcessHandle.current()), current.find());
    assertTrue(current.isRunning());
  }

  @Test
  void anEarlierProcessWithTheSameNumberRunsNoMore() {
    assertFalse(new ProcessIdentity(ProcessIdentity.current().pid(), "1").isRunning());
  }

  @Test
  void aProcessOfUnknownStartIsNotFound() {
    assertFalse(new ProcessIdentity(ProcessIdentity.current().pid(), "0").isRunning());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aProcessThatHasEndedRunsNoMore() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    ProcessIdentity identity = ProcessIdentity.of(process.toHandle());
    assertTrue(identity.isRunning());
    process.destroyForcibly().waitFor();
    assertFalse(identity.isRunning());
  }

  /// As a server whose parent does not look at its exit code.
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only there it shows")
  void neitherDoesOneWhoseExitCodeIsNotCollected() throws Exception {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60").start();
    try {
      long pid = Long.parseLong(parent.inputReader().readLine());
      ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
      ProcessIdentity identity = ProcessIdentity.of(child);
      assertTrue(identity.isRunning());
      // A shell would collect it; what takes its place does not.
      Ended.await(() -> parent.info().arguments().map(given -> given.length == 1).orElse(false));
      child.destroyForcibly();
      Ended.await(() -> !Ended.isRunning(pid));
      assertTrue(child.isAlive());
      assertFalse(identity.isRunning());
    } finally {
      parent.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "p1", "p1s", "ps1", "1s1", "p-1s2", "p1s2-p3s4", "p1sA", "p1s2\n"})
  void otherTextsTellNone(String text) {
    assertEquals(Optional.empty(), ProcessIdentity.parse(text));
    assertEquals(Optional.empty(), ProcessIdentity.parse("p" + "9".repeat(19) + "s1"));
  }
}
