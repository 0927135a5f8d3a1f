package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.call;
import static dev.gander.adapters.mcp.ChildExtensions.config;
import static dev.gander.adapters.mcp.ChildExtensions.host;
import static dev.gander.adapters.mcp.ChildExtensions.start;
import static dev.gander.adapters.mcp.ChildExtensions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolJson;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.RecordingHost;
import dev.gander.testkit.extension.RecordingProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that does what none should costs itself only.
class HostileServerTest {
  private static final JsonObject NONE = JsonObject.EMPTY;

  @TempDir private static Path folder;
  private static RecordingHost host;

  /// For tests that it survives.
  private static Extension common;

  private Extension extension;

  @BeforeAll
  static void startCommon() throws InterruptedException {
    host = host(folder).answersAtMost(5);
    common = start(config(HostileServer.command(), 20), host);
  }

  @AfterAll
  static void closeCommon() {
    common.close();
  }

  @AfterEach
  void close() {
    if (!extension.equals(common)) {
      assertTimeoutPreemptively(Duration.ofSeconds(30), extension::close);
    }
  }

  @Test
  void answersOutOfOrderOrTwiceReachTheirCall() throws Exception {
    extension = common;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Future<String>> answers = new HashMap<>();
      for (String message : List.of("one", "two", "three")) {
        JsonObject arguments = JsonObject.of("message", Json.of(message));
        answers.put(message, threads.submit(() -> text(extension, "reversed", arguments)));
      }
      for (Map.Entry<String, Future<String>> answer : answers.entrySet()) {
        assertEquals(answer.getKey(), answer.getValue().get(20, TimeUnit.SECONDS));
      }
    }
    assertEquals("after", echo("after"));
  }

  @Test
  void aResultOfAnyKindIsOne() throws Exception {
    extension = common;
    Map<String, String> read =
        Map.of(
            "{'content':[{'type':'hologram','x':[1]},{'type':'text','text':'t'}]}",
            "{'content':[{'type':'hologram','x':[1]},{'type':'text','text':'t'}]}",
            "{'content':[],'resultType':'complete'}",
            "{'content':[],'resultType':'complete'}",
            "{'structuredContent':{'n':1}}",
            "{'content':[],'structuredContent':{'n':1}}",
            "{}",
            "{'content':[]}",
            "null",
            "{'content':[]}",
            "'a text'",
            "{'content':[]}");
    for (Map.Entry<String, String> sent : read.entrySet()) {
      JsonObject arguments = JsonObject.of("result", json(sent.getKey()));
      assertEquals(
          json(sent.getValue()), ToolJson.writeResult(call(extension, "result", arguments)));
    }
  }

  @Test
  void aMalformedResultFailsItsCallOnly() throws Exception {
    extension = common;
    for (String sent :
        List.of("{'content':'x'}", "{'content':[5]}", "{'content':[{'type':'text'}]}")) {
      JsonObject arguments = JsonObject.of("result", json(sent));
      assertThrows(ExtensionException.class, () -> call(extension, "result", arguments), sent);
    }
    assertEquals("after", echo("after"));
  }

  @Test
  void anAnswerOf200MegabytesIsNotReadToItsEnd() throws Exception {
    connect();
    var e = assertThrows(ExtensionException.class, () -> call(extension, "huge", NONE));
    assertEquals("-32603: Transport closed", e.coded());
    assertFalse(extension.isAlive());
  }

  @Test
  void anOutputThatEndsInTheMiddleFailsTheCallAtOnce() throws Exception {
    connect();
    var e = assertThrows(ExtensionException.class, () -> call(extension, "half", NONE));
    assertEquals("-32603: Transport closed", e.coded());
    assertFalse(extension.isAlive());
  }

  @Test
  void errorOutputWithoutAnEndHoldsNothingUp() throws Exception {
    connect("--chatter");
    for (int i = 0; i < 20; i++) {
      assertEquals("n" + i, echo("n" + i));
    }
  }

  @Test
  void aServerThatAsksAndDoesNotListenIsLost() throws Exception {
    connect();
    var e = assertThrows(ExtensionException.class, () -> call(extension, "deaf", NONE));
    assertEquals("-32603: Transport closed", e.coded());
  }

  @Test
  void toolsMayChangeWhileACallRuns() throws Exception {
    extension = common;
    assertEquals("still", text(extension, "restless", NONE));
    assertTrue(host.awaitToolsChanged());
    assertEquals(List.of("t0"), toolNames());
  }

  @Test
  void onlyTheFirstOfTenThousandToolsAreUsed() throws Exception {
    connect("--tools", "10000");
    assertEquals(500, extension.tools().size());
    extension.close();
    var connector = ChildExtensions.connector(Map.of("GANDER_MAX_EXTENSION_TOOLS", Json.of(3)));
    extension =
        connector.connect(config(HostileServer.command("--tools", "10000"), 20), host(folder));
    assertEquals(List.of("t0", "t1", "t2"), toolNames());
  }

  @Test
  void toolsThatFillAModelsContextAreLeftOut() throws Exception {
    connect("--tools", "30", "--description", "99000");
    assertEquals(10, extension.tools().size());
    extension.close();
    connect("--tools", "3", "--description", "100000");
    assertEquals(List.of(), toolNames());
  }

  @Test
  void toolsWithNamesThatNoModelCanBeToldAreLeftOut() throws Exception {
    connect("--odd-names");
    assertEquals(List.of("größe", "good", "good"), toolNames());
  }

  @Test
  void aCursorThatComesBackEndsTheList() throws Exception {
    connect("--cursor", "same");
    assertEquals(List.of("t0", "t0"), toolNames());
    assertEquals(
        List.of("x://", "x://same"),
        extension.listResources().stream().map(Resource::uri).toList());
  }

  @Test
  void aListWithoutAnEndIsCutOff() throws Exception {
    connect("--cursor", "new");
    assertEquals(Pages.MOST_PAGES, extension.listResources().size());
  }

  @Test
  void whoAsksTheModelEndlesslyIsToldTheLimit() throws Exception {
    extension = common;
    JsonObject arguments = JsonObject.of("method", Json.of("sampling/createMessage"));
    assertEquals("5 enough", text(extension, "ask-endlessly", arguments));
  }

  @Test
  void aQuestionGoesToTheCallThatItNames() throws Exception {
    extension = common;
    try (Waiting older = new Waiting("older")) {
      var newer = new RecordingProgress(new Elicited("accept", NONE));
      JsonObject named =
          JsonObject.builder()
              .put("message", "Whose?")
              .put("_meta", JsonObject.of("agent-tool-call-request-id", Json.of("older")))
              .build();
      assertEquals(
          "{\"action\":\"decline\"}",
          extension.call(invocation("newer", "ask", named), newer).joinedText());
      assertEquals("Whose?", older.progress.questions().getFirst().message());
      assertEquals(List.of(), newer.questions());

      JsonObject unnamed = JsonObject.of("message", Json.of("Whose?"));
      assertEquals(
          "{\"action\":\"accept\",\"content\":{}}",
          extension.call(invocation("newer", "ask", unnamed), newer).joinedText());
    }
  }

  @Test
  void aQuestionWithoutACallIsTheSessions() throws Exception {
    extension = common;
    assertEquals(List.of(), extension.listPrompts());
    assertEquals(List.of("By the way"), host.questions());
    ToolInvocation direct = invocation("", "ask", JsonObject.of("message", Json.of("Who?")));
    assertEquals(
        "{\"action\":\"decline\"}",
        extension.call(direct, new RecordingProgress().unattended()).joinedText());
    assertEquals(List.of("By the way", "Who?"), host.questions());
  }

  @Test
  void aPageToVisitIsShownAsAForm() throws Exception {
    extension = common;
    String page = "https://example.com/pay?x=1";
    JsonObject schema = JsonObject.of("url", Json.of(page));
    var accepting = new RecordingProgress(new Elicited("accept", JsonObject.of("a", Json.of(1))));

    assertEquals("{\"action\":\"accept\"}", visit(page, accepting));
    assertEquals("{\"action\":\"decline\"}", visit(page, new RecordingProgress()));
    assertEquals(
        List.of(new RecordingProgress.Question("Please pay", schema)), accepting.questions());
  }

  @Test
  void aPageThatNoBrowserShouldOpenIsNotShown() throws Exception {
    extension = common;
    for (String page : List.of("javascript:alert(1)", "file:///etc/passwd", "https:", " ")) {
      var progress = new RecordingProgress();
      assertTrue(visit(page, progress).contains("-32602"));
      assertEquals(List.of(), progress.questions());
    }
  }

  private String visit(String page, RecordingProgress progress) throws InterruptedException {
    JsonObject question =
        JsonObject.builder()
            .put("mode", "url")
            .put("elicitationId", "e1")
            .put("url", page)
            .put("message", "Please pay")
            .build();
    return extension.call(invocation("c1", "ask", question), progress).joinedText();
  }

  /// A call that never ends by itself.
  private final class Waiting implements AutoCloseable {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final RecordingProgress progress =
        new RecordingProgress(new Elicited("decline", NONE), begun::countDown);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Waiting(String requestId) throws InterruptedException {
      ToolInvocation wait = invocation(requestId, "wait", NONE);
      threads.execute(
          () -> assertThrows(InterruptedException.class, () -> extension.call(wait, progress)));
      assertTrue(begun.await(20, TimeUnit.SECONDS));
    }

    /// Returns when the call is over: it would get the next question that names none.
    @Override
    public void close() {
      threads.shutdownNow();
      threads.close();
    }
  }

  private void connect(String... options) throws InterruptedException {
    extension = start(config(HostileServer.command(options), 20), folder);
  }

  private List<String> toolNames() throws InterruptedException {
    return extension.tools().stream().map(Tool::name).toList();
  }

  private String echo(String message) throws InterruptedException {
    return text(extension, "echo", JsonObject.of("message", Json.of(message)));
  }

  private ToolInvocation invocation(String requestId, String tool, JsonObject arguments) {
    return new ToolInvocation(ChildExtensions.SESSION, folder, requestId, tool, arguments);
  }

  private static Json json(String text) {
    return JsonText.parse(text.replace('\'', '"'));
  }
}
