package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.call;
import static dev.gander.adapters.mcp.ChildExtensions.invocation;
import static dev.gander.adapters.mcp.ChildExtensions.misbehaving;
import static dev.gander.adapters.mcp.ChildExtensions.start;
import static dev.gander.adapters.mcp.ChildExtensions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig.Stdio;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.RecordingProgress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildThatMisbehavesTest {
  private static final JsonObject NONE = JsonObject.EMPTY;

  @TempDir private Path folder;

  @Test
  void aChildThatDiesDuringACallFailsItAtOnce() throws Exception {
    try (Extension extension = start(misbehaving(), folder)) {
      var slow = new FutureTask<>(() -> call(extension, "slow", NONE));
      Thread.ofVirtual().start(slow);
      var e = assertThrows(ExtensionException.class, () -> call(extension, "crash", NONE));
      assertEquals("-32603: Transport closed", e.coded());
      var other = assertThrows(ExecutionException.class, () -> slow.get(30, TimeUnit.SECONDS));
      assertInstanceOf(ExtensionException.class, other.getCause());
      assertFalse(extension.isAlive());
      assertThrows(ExtensionException.class, extension::tools);
    }
  }

  @Test
  void aChildThatDiesAtStartTellsWhy() {
    assertStartFails(
        "process quit before initialization: stderr = boom\n", misbehaving("--die", "boom"));
  }

  @Test
  void aChildThatSaysNothingAndEndsHasNothingToTell() {
    assertStartFails(
        "process quit before initialization: stderr = ",
        ChildExtensions.config(List.of("true"), 20));
  }

  @Test
  void aChildThatRefusesTheGreetingTellsWhy() {
    assertStartFails(
        "failed to initialize MCP client: initialize refused", misbehaving("--refuse"));
  }

  @Test
  void aChildThatNeverAnswersTheGreetingRunsOutOfTime() {
    Stdio config = ChildExtensions.with(misbehaving("--never"), Map.of(), 1L, null);
    assertStartFails(
        "failed to initialize MCP client: request timeout after PT1S"
            + " (GANDER_EXTENSION_START_TIMEOUT, or the timeout of the extension)",
        config);
  }

  @Test
  void aProgramThatIsNotThereFails() {
    assertCannotStart("No such file or directory (os error 2)", "no-such-program-here");
    assertCannotStart("No such file or directory (os error 2)", folder + "/no-such-program-here");
  }

  @Test
  void aProgramThatMayNotBeRunFails() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\n");

    assertCannotStart("Permission denied (os error 13)", text.toString());
    assertCannotStart("Permission denied (os error 13)", "./text");
    assertCannotStart("Permission denied (os error 13)", "text");
    assertCannotStart("Permission denied (os error 13)", folder.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"#!/no/such/shell\n", "#! /no/such/shell -e\n", "#!/no/such/shell"})
  void aProgramWithoutItsInterpreterFails(String beginning) throws IOException {
    Path script = Files.writeString(folder.resolve("script"), beginning);
    assertTrue(script.toFile().setExecutable(true));

    assertCannotStart(
        "No such file or directory (os error 2): /no/such/shell, which runs " + script,
        script.toString());
  }

  private void assertCannotStart(String why, String program) {
    var config = ChildExtensions.config(List.of(program), 20);
    Json paths = JsonArray.of(Json.of(folder.toString()));
    var connector = ChildExtensions.connector(Map.of("GOOSE_SEARCH_PATHS", paths));
    var e =
        assertThrows(
            ExtensionException.class,
            () -> connector.connect(config, ChildExtensions.host(folder)).close());
    assertEquals("IO error: " + why, e.getMessage());
    assertTrue(e.isOfConfig());
  }

  private void assertStartFails(String message, Stdio config) {
    var e = assertThrows(ExtensionException.class, () -> start(config, folder));
    assertEquals(message, e.getMessage());
    assertFalse(e.isOfConfig());
  }

  @Test
  void anInterruptedStartLeavesNothingBehind() throws Exception {
    Path log = folder.resolve("log");
    var started =
        new FutureTask<>(() -> start(misbehaving("--never", "--log", log.toString()), folder));
    Thread thread = Thread.ofVirtual().start(started);
    Eventually.holds(() -> log.toFile().length() > 0);
    thread.interrupt();
    var e = assertThrows(ExecutionException.class, () -> started.get(30, TimeUnit.SECONDS));
    assertInstanceOf(InterruptedException.class, e.getCause());
    Eventually.holds(
        () -> ProcessHandle.current().descendants().noneMatch(ChildThatMisbehavesTest::isNever));
  }

  private static boolean isNever(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.contains("--never")).isPresent();
  }

  @Test
  void linesThatAreNoMessagesAreSkipped() throws InterruptedException {
    try (Extension extension = start(misbehaving("--garbage"), folder)) {
      assertEquals("after noise", text(extension, "noise", NONE));
      assertEquals("fine", text(extension, "echo", JsonObject.of("message", Json.of("fine"))));
    }
  }

  @Test
  void aFloodOfErrorOutputHoldsNothingUp() throws InterruptedException {
    try (Extension extension = start(misbehaving("--flood"), folder)) {
      assertEquals("here", text(extension, "echo", JsonObject.of("message", Json.of("here"))));
    }
  }

  @Test
  void onlyTheLastOfAFloodOfErrorOutputIsKept() {
    var e =
        assertThrows(
            ExtensionException.class,
            () -> start(misbehaving("--flood", "--die", "the end"), folder));
    assertTrue(e.getMessage().endsWith("xxx\nthe end\n"), e.getMessage());
    assertTrue(e.getMessage().length() < 66_000, () -> "length " + e.getMessage().length());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50_000, 2_000_000})
  void answersOfAnySizeArriveWholeBesideOthers(int count) throws Exception {
    try (Extension extension = start(misbehaving(), folder)) {
      var beside =
          CompletableFuture.runAsync(() -> assertEquals("progressed", run(extension, "progress")));
      String text = text(extension, "big", JsonObject.of("count", Json.of(count)));
      assertEquals("ü".repeat(count), text);
      beside.get(30, TimeUnit.SECONDS);
    }
  }

  private static String run(Extension extension, String tool) {
    try {
      return text(extension, tool, NONE);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theClockOfACallStandsStillWhileTheUserIsAsked() throws Exception {
    Stdio config = ChildExtensions.with(misbehaving(), Map.of(), 3L, null);
    ToolProgress slowUser =
        new ToolProgress() {
          @Override
          public void notification(String method, JsonObject params) {}

          @Override
          public Elicited elicit(String message, Json schema) throws InterruptedException {
            long end = System.nanoTime() + Duration.ofMillis(3500).toNanos();
            Eventually.holds(() -> System.nanoTime() > end);
            return new Elicited("accept", null);
          }
        };
    try (Extension extension = startPatiently(config)) {
      ToolResult result = extension.call(ChildExtensions.invocation("elicit", NONE), slowUser);
      assertEquals("{\"action\":\"accept\"}", result.joinedText());
    }
  }

  @Test
  void aCallThatTakesTooLongFailsAndIsCancelled() throws Exception {
    Path log = folder.resolve("log");
    Stdio config = ChildExtensions.with(misbehaving("--log", log.toString()), Map.of(), 3L, null);
    try (Extension extension = startPatiently(config)) {
      var e = assertThrows(ExtensionException.class, () -> call(extension, "slow", NONE));
      assertEquals("-32603: request timeout after PT3S", e.coded());
      Eventually.holds(
          () -> read(log).contains("\"params\":{\"requestId\":1,\"reason\":\"timed out\"}"));
      assertEquals("alive", text(extension, "echo", JsonObject.of("message", Json.of("alive"))));
    }
  }

  /// The limit of its calls is not that of its start, which takes a JVM.
  private Extension startPatiently(Stdio config) throws InterruptedException {
    return ChildExtensions.connector(Map.of("GANDER_EXTENSION_START_TIMEOUT", Json.of(30)))
        .connect(config, ChildExtensions.host(folder));
  }

  @Test
  void anInterruptedCallIsCancelledOnTheWire() throws Exception {
    Path log = folder.resolve("log");
    try (Extension extension = start(misbehaving("--log", log.toString()), folder)) {
      var begun = new CountDownLatch(1);
      var progress = new RecordingProgress(new Elicited("decline", null), begun::countDown);
      var slow = new FutureTask<>(() -> extension.call(invocation("slow", NONE), progress));
      Thread thread = Thread.ofVirtual().start(slow);
      assertTrue(begun.await(30, TimeUnit.SECONDS));
      thread.interrupt();
      Eventually.holds(
          () ->
              read(log)
                  .contains(
                      "\"method\":\"notifications/cancelled\",\"params\":"
                          + "{\"requestId\":1,\"reason\":\"operation cancelled\"}"));
    }
  }

  @Test
  void aChildThatIgnoresTheEndOfItsInputIsKilled() throws InterruptedException {
    Extension extension = start(misbehaving("--linger"), folder);
    long pid = grandchild(extension);
    assertTimeoutPreemptively(Duration.ofSeconds(30), extension::close);
    assertGone(pid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grandchild", "orphan"})
  void whatTheChildStartedIsGoneAfterClosing(String tool) throws InterruptedException {
    Extension extension = start(misbehaving(), folder);
    long pid = Long.parseLong(text(extension, tool, NONE));
    assertTrue(isAlive(pid));
    extension.close();
    assertGone(pid);
  }

  @Test
  void anInterruptedCloseDoesNotWaitAndLeavesNothingBehind() throws Exception {
    Duration took = Duration.ofDays(1);
    // On a busy machine an attempt may take as long as the child would be waited for.
    for (int attempt = 0; attempt < 10 && took.toMillis() >= 2000; attempt++) {
      Extension extension = start(misbehaving("--linger"), folder);
      long pid = Long.parseLong(text(extension, "orphan", NONE));
      long start = System.nanoTime();
      Thread closer = Thread.ofVirtual().start(extension::close);
      closer.interrupt();
      assertTrue(closer.join(Duration.ofSeconds(30)));
      took = Duration.ofNanos(System.nanoTime() - start);
      assertGone(pid);
    }
    assertTrue(took.toMillis() < 2000, took::toString);
  }

  @Test
  void whatTheChildStartedIsGoneAfterItCrashed() throws Exception {
    try (Extension extension = start(misbehaving(), folder)) {
      long pid = grandchild(extension);
      assertThrows(ExtensionException.class, () -> call(extension, "crash", NONE));
      Eventually.holds(() -> !isAlive(pid));
    }
  }

  @Test
  void aPageThatFailsEndsTheListOfTools() throws InterruptedException {
    try (Extension extension = start(misbehaving("--pages"), folder)) {
      assertEquals(10, extension.tools().size());
    }
  }

  @Test
  void anAnswerWithoutContentIsAnEmptyResult() throws InterruptedException {
    try (Extension extension = start(misbehaving(), folder)) {
      ToolResult result = call(extension, "odd", NONE);
      assertEquals(List.of(), result.content());
    }
  }

  private static long grandchild(Extension extension) throws InterruptedException {
    return Long.parseLong(text(extension, "grandchild", NONE));
  }

  /// Whoever kills does not wait for ever until a machine that stalls has done it.
  private static void assertGone(long pid) throws InterruptedException {
    Eventually.holds(() -> !isAlive(pid));
  }

  /// One that has ended may wait for a parent that never asks for it.
  private static boolean isAlive(long pid) {
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
