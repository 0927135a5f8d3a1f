package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Processes that are gone, and have started the next ones, before anybody who lists all processes
/// gets to them.
@EnabledOnOs(value = OS.LINUX, disabledReason = "what has lost its parent is found by /proc only")
class ForkingProcessesTest {
  /// Ends after many times the time that a kill has.
  private static final String GENERATIONS =
      """
      next() { [ "$1" -lt 100000 ] && (next $(($1 + 1)) &) ; }
      for chain in 1 2 3 4 5 6 7 8; do next 0; done
      echo ready
      sleep 300
      """;

  @TempDir Path state;

  @Test
  void noneStartsAnotherAfterAKill() throws Exception {
    String session = OwnSession.command().orElse("");
    assumeTrue(!session.isEmpty(), "needs setsid");
    ProcessBuilder builder = new ProcessBuilder(session, "sh", "-c", GENERATIONS);
    ProcessTree tree = ProcessTree.start(builder, ChildRecords.in(state));
    try (BufferedReader output = tree.process().inputReader()) {
      assertEquals("ready", output.readLine());

      tree.kill();

      Ended.await(() -> signal(tree.process().pid(), "0") == 1);
    } finally {
      signal(tree.process().pid(), "KILL");
    }
  }

  /// Signals to a group.
  ///
  /// @return 1 if there is none; those that have ended, and were not collected, still count
  private static int signal(long group, String signal) {
    try {
      return new ProcessBuilder("sh", "-c", "kill -" + signal + " -" + group + " 2>/dev/null")
          .start()
          .onExit()
          .join()
          .exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
