package dev.gander.adapters.mcp.developer.shell;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.adapters.mcp.developer.DeveloperFixture;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What becomes of the processes of a command. Each command writes the numbers of its processes
/// into files called `pid…`, and `ready` when all are there.
class ShellProcessesTest extends DeveloperFixture {
  private static final String FAMILY =
      """
      echo $$ > pid1
      bash -c 'echo $$ > pid2; bash -c "echo \\$\\$ > pid3; exec sleep 300" & sleep 300' &
      (setsid bash -c 'echo $$ > pid4; exec sleep 300' &)
      trap '' TERM INT HUP
      until [ -s pid1 ] && [ -s pid2 ] && [ -s pid3 ] && [ -s pid4 ]; do sleep 0.01; done
      touch ready
      """;

  private record Running(Thread thread, FutureTask<ToolResult> result) {
    Throwable failure() {
      return Objects.requireNonNull(
          assertThrows(ExecutionException.class, () -> result.get(30, SECONDS)).getCause());
    }
  }

  private Running start(String command) throws Exception {
    JsonObject arguments = JsonObject.of("command", Json.of(command));
    var result = new FutureTask<>(() -> call("shell", arguments, new RecordingProgress()));
    Thread thread = Thread.ofVirtual().start(result);
    awaitFile("ready");
    return new Running(thread, result);
  }

  private void awaitFile(String name) throws Exception {
    try (var watch = work.getFileSystem().newWatchService()) {
      work.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      while (!Files.exists(work.resolve(name))) {
        var change = watch.poll(20, SECONDS);
        assertTrue(change != null, name + " appears");
        change.reset();
      }
    }
  }

  private List<Long> pids() throws IOException {
    try (var files = Files.newDirectoryStream(work, "pid*")) {
      var pids = new ArrayList<Long>();
      for (Path file : files) {
        pids.add(Long.valueOf(Files.readString(file).strip()));
      }
      return pids;
    }
  }

  private List<Long> alive() throws IOException {
    return pids().stream().filter(ShellProcessesTest::isRunning).toList();
  }

  /// Whoever kills does not wait for ever until a machine that stalls has done it.
  private void assertNoneIsLeft() throws Exception {
    Eventually.holds(() -> alive().isEmpty());
  }

  /// One that has ended counts as alive for the JDK until its new parent, `init`, has looked at it.
  private static boolean isRunning(long pid) {
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
  }

  @Test
  void aCancelledCommandIsGoneWithAllItsProcesses() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/environ")), "daemons are found on Linux only");
    Running running = start(FAMILY + "sleep 300");
    assertEquals(4, alive().size());
    running.thread().interrupt();
    assertInstanceOf(InterruptedException.class, running.failure());
    assertNoneIsLeft();
  }

  @Test
  void aCancelTakesNoLongerThanATenthOfASecond() throws Exception {
    long took = Long.MAX_VALUE;
    long bound = 100;
    // On a busy machine the first attempts also tell of others.
    for (int attempt = 0; attempt < 20 && took >= bound; attempt++) {
      Files.deleteIfExists(work.resolve("ready"));
      bound = Math.max(100, 10 * millisecondsOfAProcess());
      took = millisecondsOfACancel();
    }
    assertTrue(took < bound, took + " ms, not " + bound);
  }

  /// A few where there is processor time for it.
  private static long millisecondsOfAProcess() throws Exception {
    long start = System.nanoTime();
    new ProcessBuilder("true").start().waitFor();
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private long millisecondsOfACancel() throws Exception {
    Running running = start("touch ready; sleep 300");
    long start = System.nanoTime();
    running.thread().interrupt();
    running.failure();
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  @Test
  void aFloodIsCancelledAtOnce() throws Exception {
    Running running = start("touch ready; exec yes");
    running.thread().interrupt();
    assertInstanceOf(InterruptedException.class, running.failure());
  }

  @Test
  void aCommandThatForksWithoutEndIsCancelled() throws Exception {
    Running running =
        start("f() { sleep 300 & sleep 0.02; (f &) ; }; echo $$ > pid1; touch ready; f; sleep 300");
    running.thread().interrupt();
    assertInstanceOf(InterruptedException.class, running.failure());
    assertNoneIsLeft();
  }

  @Test
  void anInterruptedThreadStartsNothing() throws Exception {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> shell("touch begun; sleep 300"));
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void closingEndsTheCommandsUnderWay() throws Exception {
    Running running = start(FAMILY + "sleep 300");
    developer.close();
    assertNoneIsLeft();
    assertInstanceOf(ExtensionException.class, running.failure());
  }

  @Test
  void aCommandThatTakesTooLongIsGoneWithAllItsProcesses() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/environ")), "daemons are found on Linux only");
    ToolResult result = shell(FAMILY + "sleep 300", 6);
    assertTrue(failure(result).contains("Command timed out after 6 seconds"), failure(result));
    assertEquals(4, pids().size());
    assertNoneIsLeft();
  }

  @Test
  void aServerInTheBackgroundLivesOnAndMayGoOnWriting() throws Exception {
    ToolResult result =
        shell(
            """
            (echo $BASHPID > pid1
             until [ -e go ]; do sleep 0.01; done
             echo first && sleep 0.1 && echo second && touch survived; exec sleep 300) &
            echo started
            """);
    assertEquals(
        "started\n\nThe output may be incomplete: a process in the background has not closed it"
            + " yet.",
        said(result));
    assertEquals(JsonBool.TRUE, ((JsonObject) result.structuredContent()).get("output_truncated"));
    Files.createFile(work.resolve("go"));
    awaitFile("survived");
    endBackground();
  }

  @Test
  void aDaemonThatLetsGoOfTheOutputIsNoReasonToWait() throws Exception {
    ToolResult result = shell("sleep 300 > /dev/null 2>&1 & echo $! > pid1; disown; echo started");
    assertEquals("started", said(result));
    endBackground();
  }

  /// Fails if it does not run any more.
  private void endBackground() throws Exception {
    long pid = pids().getFirst();
    assertTrue(ProcessHandle.of(pid).orElseThrow().destroyForcibly());
    Eventually.holds(() -> !isRunning(pid));
  }

  @Test
  void manyCommandsRunAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 20)
              .mapToObj(i -> threads.submit(() -> said(shell("echo n" + i))))
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        assertEquals("n" + i, answers.get(i).get(30, SECONDS));
      }
    }
  }
}
