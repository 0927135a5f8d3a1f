package dev.gander.testkit.extension;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.Prompt;
import dev.gander.domain.extension.PromptMessage;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Role;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract of every [Extension]. A test of an adapter starts a server that offers these tools,
/// in this order:
///
/// - `echo {message}` answers with the message;
/// - `fail` answers `it failed` with `isError`;
/// - `error` answers the JSON-RPC error -32000 `it broke`;
/// - `slow` sends one `notifications/progress` and then takes a minute;
/// - `progress` sends `notifications/progress` with `progress` 1 and 2, then answers;
/// - `elicit` asks `Your name?` and answers with the user's action;
///
/// and the resource `mock://text` with the text `some text`.
public abstract class ExtensionContract {
  protected static final SessionId SESSION = new SessionId("20260102_3");

  /// The session's folder.
  @TempDir protected Path workingDir;

  private Extension extension;

  /// Starts such a server.
  protected abstract Extension start(ExtensionHost host) throws InterruptedException;

  @BeforeEach
  final void startExtension() throws InterruptedException {
    extension = start(new RecordingHost(SESSION, workingDir));
  }

  @AfterEach
  final void closeExtension() {
    extension.close();
  }

  protected final Extension extension() {
    return extension;
  }

  protected final ToolInvocation invocation(String tool, JsonObject arguments) {
    return new ToolInvocation(SESSION, workingDir, "call_1", tool, arguments);
  }

  protected final ToolResult call(String tool, JsonObject arguments) throws InterruptedException {
    return extension.call(invocation(tool, arguments), new RecordingProgress());
  }

  @Test
  final void listsItsToolsInItsOrder() throws InterruptedException {
    List<String> names = extension.tools().stream().map(Tool::name).toList();
    assertEquals(
        List.of("echo", "fail", "error", "slow", "progress", "elicit"),
        names.stream().limit(6).toList());
  }

  @Test
  final void answersACall() throws InterruptedException {
    ToolResult result = call("echo", JsonObject.of("message", Json.of("grüße 🦆")));
    assertEquals("grüße 🦆", result.joinedText());
    assertFalse(result.failed());
  }

  @Test
  final void givesAFailedToolAsAResult() throws InterruptedException {
    ToolResult result = call("fail", JsonObject.EMPTY);
    assertTrue(result.failed());
    assertEquals("it failed", result.joinedText());
  }

  @Test
  final void throwsTheErrorOfTheServerWithItsCode() {
    var e = assertThrows(ExtensionException.class, () -> call("error", JsonObject.EMPTY));
    assertEquals(-32000, e.code());
    assertEquals("-32000: it broke", e.coded());
  }

  @Test
  final void throwsForAToolThatItDoesNotHave() {
    assertThrows(ExtensionException.class, () -> call("nonsense", JsonObject.EMPTY));
  }

  @Test
  final void answersManyCallsAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 50)
              .mapToObj(i -> JsonObject.of("message", Json.of("n" + i)))
              .map(arguments -> threads.submit(() -> call("echo", arguments).joinedText()))
              .toList();
      for (int i = 0; i < answers.size(); i++) {
        assertEquals("n" + i, answers.get(i).get(60, SECONDS));
      }
    }
  }

  @Test
  final void tellsItsProgressInOrderBeforeItAnswers() throws InterruptedException {
    var progress = new RecordingProgress();
    extension.call(invocation("progress", JsonObject.EMPTY), progress);
    List<Double> steps =
        progress.notifications().stream()
            .filter(told -> told.method().equals("notifications/progress"))
            .map(told -> JsonFields.of(told.params()))
            .map(told -> told.required("progress", JsonFields::asDouble))
            .toList();
    assertEquals(List.of(1.0, 2.0), steps);
  }

  @Test
  final void asksTheUser() throws InterruptedException {
    var name = JsonObject.of("name", Json.of("Ada"));
    var progress = new RecordingProgress(new Elicited("accept", name));
    ToolResult result = extension.call(invocation("elicit", JsonObject.EMPTY), progress);
    assertEquals("Your name?", progress.questions().getFirst().message());
    assertTrue(result.joinedText().contains("accept"), result.joinedText());
  }

  @Test
  final void readsAResource() throws InterruptedException {
    assertTrue(extension.hasResources());
    assertTrue(
        extension.listResources().stream()
            .anyMatch(resource -> resource.uri().equals("mock://text")));
    assertEquals(
        List.of(new ResourceContent.Text("mock://text", "text/plain", "some text", null)),
        extension.readResource("mock://text"));
  }

  @Test
  final void throwsForAResourceThatItDoesNotHave() {
    var e = assertThrows(ExtensionException.class, () -> extension.readResource("mock://nowhere"));
    assertEquals(ExtensionException.NOT_FOUND, e.code());
  }

  @Test
  final void fillsInAPrompt() throws InterruptedException {
    assertEquals(List.of("greet"), extension.listPrompts().stream().map(Prompt::name).toList());
    assertEquals(
        List.of(new PromptMessage(Role.USER, new Content.Text("Hello Ada"))),
        extension.getPrompt("greet", Map.of("name", "Ada")));
  }

  @Test
  final void throwsForAPromptThatItDoesNotHave() {
    var e = assertThrows(ExtensionException.class, () -> extension.getPrompt("nothing", Map.of()));
    assertEquals(ExtensionException.INVALID_PARAMS, e.code());
  }

  @Test
  final void anInterruptedCallEndsAtOnceAndLeavesTheExtensionUsable() throws Exception {
    SlowCall slow = startSlowCall();
    slow.thread().interrupt();
    assertInstanceOf(InterruptedException.class, slow.failure());
    assertTrue(extension.isAlive());
    assertEquals(
        "still here", call("echo", JsonObject.of("message", Json.of("still here"))).joinedText());
  }

  @Test
  final void closingFailsTheCallsUnderWayAtOnce() throws Exception {
    SlowCall slow = startSlowCall();
    extension.close();
    assertInstanceOf(ExtensionException.class, slow.failure());
  }

  @Test
  final void anotherRootLeavesItUsable() throws InterruptedException {
    extension.rootChanged();
    assertEquals("here", call("echo", JsonObject.of("message", Json.of("here"))).joinedText());
  }

  @Test
  final void aClosedExtensionIsNotAliveAndRefusesEverything() {
    extension.close();
    extension.close();
    assertFalse(extension.isAlive());
    extension.rootChanged();
    assertThrows(ExtensionException.class, () -> call("echo", JsonObject.EMPTY));
    assertThrows(ExtensionException.class, extension::tools);
  }

  private SlowCall startSlowCall() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var told = new RecordingProgress(new Elicited("decline", null), begun::countDown);
    var result = new FutureTask<>(() -> extension.call(invocation("slow", JsonObject.EMPTY), told));
    Thread thread = Thread.ofVirtual().start(result);
    assertTrue(begun.await(30, SECONDS), "the slow tool says that it has begun");
    return new SlowCall(thread, result);
  }

  private record SlowCall(Thread thread, FutureTask<ToolResult> result) {
    Throwable failure() throws InterruptedException, TimeoutException {
      try {
        throw new AssertionError("answered: " + result.get(30, SECONDS));
      } catch (ExecutionException e) {
        return Objects.requireNonNull(e.getCause());
      }
    }
  }
}
