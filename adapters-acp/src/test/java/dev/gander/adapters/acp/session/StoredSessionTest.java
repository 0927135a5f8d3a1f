package dev.gander.adapters.acp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.AcpBackend;
import dev.gander.adapters.acp.Talk;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionType;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions that are loaded, resumed, forked, closed and deleted.
class StoredSessionTest {
  private static final SessionDetails DETAILS =
      SessionDetails.of("First", "/gone", GooseMode.APPROVE);

  @TempDir Path folder;
  private final AcpBackend backend = new AcpBackend();
  private final Talk client = Talk.with(backend);

  @AfterEach
  void close() {
    client.close();
    backend.close();
  }

  private SessionId stored(SessionDetails details) {
    return backend
        .sessions
        .create(
            details,
            List.of(
                Message.user("u1", 100, new Content.Text("hello")),
                Message.assistant("a1", 200, new Content.Text("hi"))))
        .id();
  }

  private String params(SessionId id, String more) {
    return "{\"sessionId\":\"" + id + "\",\"cwd\":\"" + folder + "\"" + more + "}";
  }

  private JsonObject load(SessionId id) throws InterruptedException {
    return client.result("session/load", params(id, ",\"mcpServers\":[]"));
  }

  /// Until the last of what the client is told after the answer.
  private void loadToTheEnd(SessionId id) throws InterruptedException {
    load(id);
    client.update(id.value(), "available_commands_update");
  }

  private String prompt(SessionId id) {
    return "{\"sessionId\":\"" + id + "\",\"prompt\":[{\"type\":\"text\",\"text\":\"go on\"}]}";
  }

  @Test
  void aLoadedSessionIsToldThenAnsweredThenIntroduced() throws InterruptedException {
    SessionId id = stored(DETAILS);

    JsonObject answer = load(id);
    client.update(id.value(), "available_commands_update");

    assertEquals(
        List.of(
            "user_message_chunk",
            "agent_message_chunk",
            "answer",
            "usage_update",
            "available_commands_update"),
        client.order());
    assertEquals(
        "approve", answer.object("modes").orElseThrow().text("currentModeId").orElseThrow());
    assertTrue(answer.has("models"));
    assertEquals(
        Json.of(folder.toString()), answer.object("_meta").orElseThrow().get("workingDir"));
    Session session = backend.sessions.get(id);
    assertEquals(folder.toString(), session.workingDir());
    assertEquals("scripted", session.model().provider());
  }

  @Test
  void aResumedSessionIsNotToldAgain() throws InterruptedException {
    SessionId id = stored(DETAILS);

    client.result("session/resume", params(id, ",\"mcpServers\":[]"));
    client.update(id.value(), "available_commands_update");

    assertEquals(List.of("answer", "usage_update", "available_commands_update"), client.order());
    client.result("session/prompt", prompt(id));
  }

  @Test
  void whoComesBackStartsNothingAnew() throws InterruptedException {
    backend.connector.offer("mock", (_, _) -> new ScriptedExtension());
    SessionId id =
        stored(
            DETAILS.withExtensionData(
                EnabledExtensions.write(
                    JsonObject.EMPTY, List.of(ScriptedExtensionConnector.config("mock")))));
    String again =
        params(
            id, ",\"mcpServers\":[{\"name\":\"more\",\"command\":\"c\",\"args\":[],\"env\":[]}]");
    backend.connector.offer("more", (_, _) -> new ScriptedExtension());
    client.result("session/load", again);

    try (Talk other = Talk.with(backend)) {
      other.result("session/load", again);
    }

    assertEquals(
        Set.of("mock", "more"),
        Set.copyOf(
            backend.connector.connections().stream().map(it -> it.config().name()).toList()));
    assertEquals(2, backend.connector.connections().size());
    assertEquals(
        List.of("mock", "more"),
        EnabledExtensions.read(backend.sessions.get(id).extensionData()).orElseThrow().stream()
            .map(ExtensionConfig::name)
            .toList());
  }

  @Test
  void aServerOfTheClientReplacesTheOneOfItsName() throws InterruptedException {
    backend.connector.offer("mock", (_, _) -> new ScriptedExtension());
    SessionId id = stored(DETAILS);
    String server =
        ",\"mcpServers\":[{\"name\":\"mock\",\"command\":\"%s\",\"args\":[],\"env\":[]}]";
    client.result("session/load", params(id, server.formatted("one")));

    client.result("session/load", params(id, server.formatted("two")));

    assertEquals(
        "two",
        ((ExtensionConfig.Stdio) backend.connector.latest("mock").orElseThrow().config()).cmd());
    assertEquals(2, backend.connector.connections().size());
  }

  @Test
  void aSessionIsForkedWithItsMessages() throws InterruptedException {
    SessionId id =
        stored(
            DETAILS
                .withName(SessionName.chosen("First"))
                .withModel(new SessionModel("other", null)));

    JsonObject answer =
        client.result("session/fork", params(id, ",\"_meta\":{\"conversationBefore\":200}"));
    SessionId copy = new SessionId(answer.text("sessionId").orElseThrow());
    client.update(copy.value(), "available_commands_update");

    assertEquals(List.of("answer", "usage_update", "available_commands_update"), client.order());
    JsonObject meta = answer.object("_meta").orElseThrow();
    assertEquals(Json.of(1L), meta.get("messageCount"));
    assertEquals(Json.of(false), meta.get("userSetName"));
    assertTrue(meta.has("extensionResults"));
    Session forked = backend.sessions.get(copy);
    assertEquals("First (copy)", forked.name().text());
    assertEquals("other", forked.model().provider());
    assertEquals(GooseMode.APPROVE, forked.mode());
    assertEquals(folder.toString(), forked.workingDir());
    assertEquals("/gone", backend.sessions.get(id).workingDir());
  }

  @Test
  void aForkThatCannotBeSetUpLeavesNothing() throws InterruptedException {
    backend.settings.put("active_provider", Json.of("none"));
    SessionId id = stored(DETAILS);

    JsonObject error = client.error("session/fork", params(id, ""));

    assertEquals(Json.of(-32_603L), error.get("code"));
    assertEquals(1, backend.sessions.list(Set.of(SessionType.values())).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "session/load   | nope  | \"cwd\":\"/tmp\",\"mcpServers\":[] | -32002 | Session not found: nope",
        "session/load   | ''    | \"cwd\":\"/tmp\",\"mcpServers\":[] | -32002 | 'Session not found: '",
        "session/resume | nope  | \"cwd\":\"/tmp\",\"mcpServers\":[] | -32002 | Session not found: nope",
        "session/load   | 20260304_1 | \"cwd\":\"x\",\"mcpServers\":[]"
            + " | -32602 | cwd must be an absolute path",
        "session/load   | 20260304_1 | \"cwd\":\"/no/such\",\"mcpServers\":[]"
            + " | -32602 | invalid directory path",
        "session/load   | 20260304_1 | \"cwd\":\"/tmp\",\"mcpServers\":[{\"type\":\"sse\"}]"
            + " | -32602 | SSE is unsupported, migrate to streamable_http",
        "session/fork   | nope  | \"cwd\":\"/tmp\" | -32603 | Session not found",
        "session/fork   | 20260304_1 | \"cwd\":\"x\" | -32602 | cwd must be an absolute path",
        "session/fork   | 20260304_1 | \"cwd\":\"/tmp\",\"_meta\":{\"conversationBefore\":1.5}"
            + " | -32602 | conversationBefore must be an integer timestamp",
        "session/delete | nope  | \"x\":1 | -32603 | Session not found",
      })
  void whatIsWrongIsExplained(String method, String id, String more, long code, String data)
      throws InterruptedException {
    stored(DETAILS);

    JsonObject error = client.error(method, "{\"sessionId\":\"" + id + "\"," + more + "}");

    assertEquals(Json.of(data), error.get("data"));
    assertEquals(Json.of(code), error.get("code"));
    assertEquals(1, backend.sessions.list(Set.of(SessionType.values())).size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session/load {\"sessionId\":\"x\",\"cwd\":\"/tmp\"}",
        "session/load {\"cwd\":\"/tmp\",\"mcpServers\":[]}",
        "session/load {\"sessionId\":{},\"cwd\":\"/tmp\",\"mcpServers\":[]}",
        "session/resume {\"sessionId\":\"x\"}",
        "session/fork {\"sessionId\":\"x\"}",
        "session/fork {\"sessionId\":\"x\",\"cwd\":\"/tmp\",\"mcpServers\":7}",
        "session/close {}",
        "session/close {\"sessionId\":7}",
        "session/delete {}",
      })
  void malformedParametersAreRefused(String request) throws InterruptedException {
    String[] parts = request.split(" ", 2);

    assertEquals(Json.of(-32_602L), client.error(parts[0], parts[1]).get("code"));
  }

  @Test
  void aClosedSessionIsGoneForThisClientUntilItIsLoaded() throws InterruptedException {
    SessionId id = stored(DETAILS);
    load(id);

    client.result("session/close", "{\"sessionId\":\"" + id + "\"}");
    client.result("session/close", "{\"sessionId\":\"" + id + "\"}");
    client.result("session/close", "{\"sessionId\":\"nope\"}");

    JsonObject error = client.error("session/prompt", prompt(id));
    assertEquals(Json.of(-32_002L), error.get("code"));
    assertEquals(Json.of("Session not found: " + id), error.get("data"));
    try (Talk other = Talk.with(backend)) {
      other.result("session/prompt", prompt(id));
    }
    load(id);
    client.result("session/prompt", prompt(id));
  }

  @Test
  void aPromptInASessionThatIsClosedIsCancelled() throws InterruptedException {
    SessionId id = stored(DETAILS);
    loadToTheEnd(id);
    CountDownLatch begun = new CountDownLatch(1);
    backend.model.answer(ScriptedAnswer.start("x").text("y").hang(begun));
    int prompt = client.ask("session/prompt", prompt(id));
    begun.await();

    client.result("session/close", "{\"sessionId\":\"" + id + "\"}");

    assertEquals(
        Json.of("cancelled"),
        client.answer(prompt).object("result").orElseThrow().get("stopReason"));
    client.forget();
    backend.sessions.update(id, details -> details.withMode(GooseMode.AUTO));
    try (Talk other = Talk.with(backend)) {
      other.result("session/prompt", prompt(id));
    }
    assertEquals(List.of(), client.heard());
  }

  @Test
  void aDeletedSessionIsGoneAndItsPromptEnds() throws InterruptedException {
    SessionId id = stored(DETAILS);
    load(id);
    CountDownLatch begun = new CountDownLatch(1);
    backend.model.answer(ScriptedAnswer.start("x").text("y").hang(begun));
    int prompt = client.ask("session/prompt", prompt(id));
    begun.await();

    client.result("session/delete", "{\"sessionId\":\"" + id + "\"}");

    client.answer(prompt);
    assertEquals(
        Json.of("Session not found"),
        client.error("session/delete", "{\"sessionId\":\"" + id + "\"}").get("data"));
    assertEquals(
        Json.of("Session not found: " + id),
        client.error("session/prompt", prompt(id)).get("data"));
    Eventually.holds(() -> backend.sessions.find(id).isEmpty());
  }

  /// By whom does not matter; the name that a model suggests comes in the middle of a turn or
  /// after.
  @Test
  void whoWatchesASessionIsToldItsNewName() throws InterruptedException {
    SessionId id = stored(DETAILS);
    loadToTheEnd(id);
    client.forget();

    backend.useCases().sessions().rename().rename(id, "Geese");

    JsonObject update = client.update(id.value(), "session_info_update");
    assertEquals(Json.of("Geese"), update.get("title"));
    assertEquals(Json.of("2026-03-04T10:11:12Z"), update.get("updatedAt"));
    assertEquals(
        JsonObject.builder().put("messageCount", 2).put("userSetName", true).build(),
        update.get("_meta"));
    client.result("session/close", "{\"sessionId\":\"" + id + "\"}");
    client.forget();
    backend.useCases().sessions().rename().rename(id, "Ducks");
    assertEquals(List.of(), client.heard());
  }

  @Test
  void anIdIsNotGivenAgain() throws InterruptedException {
    String open = "{\"cwd\":\"/tmp\",\"mcpServers\":[]}";
    String first = client.result("session/new", open).text("sessionId").orElseThrow();
    client.result("session/close", "{\"sessionId\":\"" + first + "\"}");
    client.result("session/delete", "{\"sessionId\":\"" + first + "\"}");

    String second = client.result("session/new", open).text("sessionId").orElseThrow();

    assertTrue(!first.equals(second), second);
    client.result("session/prompt", prompt(new SessionId(second)));
  }
}
