package dev.gander.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Ends a process whose child has so much memory that the system needs a while to take it back. In
/// that time the child runs, while its environment can't be read any more.
@EnabledOnOs(value = OS.LINUX, disabledReason = "what has lost its parent is found by /proc only")
class ProcessTreeTest {
  private static final String SCRIPT =
      """
      (x=$(head -c 200000000 /dev/zero | tr '\\0' x); echo ready; sleep 60; :) &
      echo $!
      wait
      """;

  @TempDir Path state;
  private ProcessTree tree;
  private String child;

  @BeforeEach
  void start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", SCRIPT);
    tree = ProcessTree.start(builder, ChildRecords.in(state));
    BufferedReader output = tree.process().inputReader();
    child = output.readLine();
    assertEquals("ready", output.readLine());
  }

  @RepeatedTest(3)
  void everythingHasEndedAfterAKill() {
    tree.kill();
    assertFalse(runs(child));
  }

  @RepeatedTest(3)
  void everythingHasEndedForEachOfTwoWhoKill() throws InterruptedException {
    Thread other = Thread.ofPlatform().start(tree::kill);
    tree.kill();
    assertFalse(runs(child));
    other.join();
  }

  private static boolean runs(String pid) {
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }
}
