package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.reply.ReplyEvent;
import dev.gander.application.reply.TokenState;
import dev.gander.application.reply.TurnOutput;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.provider.TokenUsage;
import dev.gander.domain.session.NewSession;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionType;
import dev.gander.json.jackson.JsonText;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TurnStreamTest {
  private static final String R1 = "0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e01";
  private static final String R2 = "0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e02";
  private static final String MESSAGE =
      "{\"role\":\"user\",\"created\":1772619072,\"content\":[{\"type\":\"text\",\"text\":\"hello\"}],"
          + "\"metadata\":{\"userVisible\":true,\"agentVisible\":true}}";
  private static final TokenState TOKENS =
      new TokenState(TokenUsage.of(3L, 4L, null), TokenUsage.of(5L, 6L, null), 0.5);

  private final Backend backend = new Backend();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private TestServer server;

  @BeforeEach
  void start() {
    server = start(Duration.ofSeconds(30));
  }

  private TestServer start(Duration patience) {
    return TestServer.start(Operations.all(backend.useCases()), null, patience);
  }

  @AfterEach
  void stop() {
    server.close();
    backend.close();
  }

  /// A session that can answer.
  private SessionId session() {
    JsonObject data = EnabledExtensions.write(JsonObject.EMPTY, List.of());
    SessionId id =
        backend
            .sessions
            .create(new NewSession("/work", "New Chat", SessionType.USER, GooseMode.AUTO, data))
            .id();
    backend.sessions.update(
        id,
        session ->
            session.with().providerName("scripted").modelConfig(ModelConfig.of("small")).build());
    return id;
  }

  private HttpRequest.Builder post(String path, String body) {
    return server
        .request(path)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private SseClient reply(SessionId id) {
    return SseClient.open(
        server,
        post("/reply", "{\"session_id\":\"" + id + "\",\"user_message\":" + MESSAGE + "}"));
  }

  private SseClient events(SessionId id, String lastId) {
    HttpRequest.Builder request = server.request("/sessions/" + id + "/events");
    return SseClient.open(server, lastId == null ? request : request.header("last-event-id", lastId));
  }

  private HttpResponse<String> sessionReply(SessionId id, String requestId) {
    return server.send(
        post(
            "/sessions/" + id + "/reply",
            "{\"request_id\":\"" + requestId + "\",\"user_message\":" + MESSAGE + "}"));
  }

  private HttpResponse<String> cancel(SessionId id, String requestId) {
    return server.post(
        "/sessions/" + id + "/cancel", "{\"request_id\":\"" + requestId + "\"}");
  }

  private static void says(TurnOutput output, String text) {
    output.show(Message.assistant("m1", 1, new Content.Text(text)));
  }

  /// A turn that never ends by itself.
  private void hang() {
    backend.engine =
        start -> {
          says(start.output(), "thinking");
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            cancelled.countDown();
          }
        };
  }

  @Test
  void aTurnStreamsItsEventsAndThenTheConnectionEnds() {
    backend.engine =
        start -> {
          start.output().tokens(TOKENS);
          says(start.output(), "Hi");
          start
              .output()
              .emit(
                  new ReplyEvent.Notification(
                      "call_1", "notifications/message", JsonObject.of("level", Json.of("info"))));
          start.output().emit(new ReplyEvent.ModelChanged("big", "lead"));
          start.output().emit(new ReplyEvent.ConversationReplaced(List.of()));
        };
    try (SseClient stream = reply(session())) {
      assertEquals(200, stream.status());
      String tokens =
          "{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7,\"cacheReadTokens\":0,"
              + "\"cacheWriteTokens\":0,\"accumulatedInputTokens\":5,"
              + "\"accumulatedOutputTokens\":6,\"accumulatedTotalTokens\":11,"
              + "\"accumulatedCacheReadTokens\":0,\"accumulatedCacheWriteTokens\":0,"
              + "\"accumulatedCost\":0.5}";
      assertEquals(
          List.of(
              "{\"type\":\"Message\",\"message\":{\"id\":\"m1\",\"role\":\"assistant\","
                  + "\"created\":1,\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],"
                  + "\"metadata\":{\"userVisible\":true,\"agentVisible\":true}},"
                  + "\"token_state\":"
                  + tokens
                  + "}",
              "{\"type\":\"Notification\",\"request_id\":\"call_1\",\"message\":"
                  + "{\"method\":\"notifications/message\",\"params\":{\"level\":\"info\"}}}",
              "{\"type\":\"ModelChange\",\"model\":\"big\",\"mode\":\"lead\"}",
              "{\"type\":\"UpdateConversation\",\"conversation\":[]}",
              "{\"type\":\"Finish\",\"reason\":\"stop\",\"token_state\":" + tokens + "}"),
          stream.rest().stream().map(event -> JsonText.write(event.json())).toList());
    }
  }

  @Test
  void aTurnThatWaitsSendsPings() throws Exception {
    hang();
    try (SseClient stream = reply(session())) {
      assertTrue(begun.await(5, SECONDS));
      for (int i = 0; i < 3; i++) {
        assertEquals("data: {\"type\":\"Ping\"}", stream.line(line -> line.contains("Ping")));
      }
    }
    assertTrue(cancelled.await(5, SECONDS), "leaving ends the turn");
  }

  @Test
  void aTurnThatCannotStartIsOneErrorWithoutFinish() {
    try (SseClient stream = reply(new SessionId("nope"))) {
      assertEquals(200, stream.status());
      assertEquals(
          List.of("{\"type\":\"Error\",\"error\":\"Failed to read session: Session not found\"}"),
          stream.rest().stream().map(event -> JsonText.write(event.json())).toList());
    }
  }

  @Test
  void aTurnIsHeldBackByAClientThatDoesNotReadAndThenCancelled() throws Exception {
    server.close();
    server = start(Duration.ofMillis(500));
    SessionId id = session();
    CountDownLatch over = new CountDownLatch(1);
    backend.engine =
        start -> {
          try {
            while (!Thread.interrupted()) {
              says(start.output(), "x".repeat(50_000));
            }
            throw new InterruptedException();
          } finally {
            over.countDown();
          }
        };
    try (Socket socket = new RawClient(server.server().port()).connect()) {
      String body = "{\"session_id\":\"" + id + "\",\"user_message\":" + MESSAGE + "}";
      socket
          .getOutputStream()
          .write(
              ("POST /reply HTTP/1.1\r\nHost: localhost\r\nX-Secret-Key: test\r\n"
                      + "Content-Type: application/json\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      assertTrue(over.await(10, SECONDS));
    }
    assertEquals(1, backend.conversations.messages(id).size());
  }

  @Test
  void closingTheServerCancelsTheTurn() throws Exception {
    hang();
    try (SseClient stream = reply(session())) {
      assertTrue(begun.await(5, SECONDS));
      server.server().close();
      assertTrue(cancelled.await(5, SECONDS));
      assertEquals(
          List.of("Message", "Finish"),
          stream.rest().stream().map(SseClient.Event::type).toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user_message\":M} | 422",
        "{\"session_id\":\"x\"} | 422",
        "{\"session_id\":\"x\",\"user_message\":M,\"recipe_name\":1} | 422",
        "{\"session_id\":\"x\",\"user_message\":M,\"override_conversation\":{}} | 422",
        "{\"session_id\":\"x\",\"user_message\":{\"role\":\"user\",\"created\":1,\"content\":[]}} | 422",
        "{\"session_id\":\"x\",\"user_message\":{\"role\":\"robot\",\"created\":1,\"content\":[],\"metadata\":{\"userVisible\":true,\"agentVisible\":true}}} | 422",
        "{\"session_id\":\"x\",\"user_message\":{\"role\":\"user\",\"created\":1,\"content\":[{\"type\":\"dance\"}],\"metadata\":{\"userVisible\":true,\"agentVisible\":true}}} | 422",
        "{\"session_id\":\"x\" | 400"
      })
  void aMessageThatMakesNoSenseIsRefused(String body, int status) {
    assertEquals(
        status, server.post("/reply", body.replace("M", MESSAGE)).statusCode(), body);
  }

  @Test
  void eventsOfASessionAreNumberedAndNameTheirRequest() {
    backend.engine =
        start -> {
          says(start.output(), "Hi");
          start
              .output()
              .emit(new ReplyEvent.Notification("call_1", "m", JsonObject.EMPTY));
        };
    SessionId id = session();
    try (SseClient stream = events(id, null)) {
      assertEquals(": ping 0", stream.line(_ -> true));
      assertEquals("{\"request_id\":\"" + R1 + "\"}", sessionReply(id, R1).body());
      SseClient.Event message = stream.next().orElseThrow();
      assertEquals(Optional.of("1"), message.id());
      assertEquals(R1, message.json().text("chat_request_id").get());
      assertEquals(R1, message.json().text("request_id").get());
      SseClient.Event note = stream.next().orElseThrow();
      assertEquals(R1, note.json().text("chat_request_id").get());
      assertEquals("call_1", note.json().text("request_id").get());
      SseClient.Event finish = stream.next().orElseThrow();
      assertEquals(Optional.of("3"), finish.id());
      assertEquals("Finish", finish.type());
    }
    assertEquals(List.of("1", "2", "3"), ids(events(id, null), 3));
    assertEquals(List.of("2", "3"), ids(events(id, "+01"), 2));
    assertEquals(List.of("1", "2", "3"), ids(events(id, "2.0"), 3));
    assertEquals(List.of("1", "2", "3"), ids(events(id, "-1"), 3));
  }

  private static List<String> ids(SseClient stream, int count) {
    try (stream) {
      return java.util.stream.IntStream.range(0, count)
          .mapToObj(_ -> stream.next().orElseThrow().id().orElseThrow())
          .toList();
    }
  }

  @Test
  void aClientThatMissedTooMuchIsToldSoAndLetGo() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    backend.engine =
        start -> {
          for (int i = 0; i < 600; i++) {
            says(start.output(), "x");
          }
          done.countDown();
        };
    SessionId id = session();
    sessionReply(id, R1);
    assertTrue(done.await(5, SECONDS));
    try (SseClient stream = events(id, "1")) {
      SseClient.Event only = stream.next().orElseThrow();
      assertEquals(Optional.of("0"), only.id());
      assertEquals(
          "{\"type\":\"Error\",\"error\":\"Client too far behind — reload conversation\"}",
          JsonText.write(only.json()));
      assertEquals(Optional.empty(), stream.next());
    }
  }

  @Test
  void oneTurnRunsAtATimeAndIsNotEndedByLosingItsListeners() throws Exception {
    hang();
    SessionId id = session();
    sessionReply(id, R1);
    assertTrue(begun.await(5, SECONDS));
    try (SseClient stream = events(id, null)) {
      SseClient.Event active = stream.next().orElseThrow();
      assertEquals(Optional.empty(), active.id());
      assertEquals(
          "{\"type\":\"ActiveRequests\",\"request_ids\":[\"" + R1 + "\"]}",
          JsonText.write(active.json()));
    }
    HttpResponse<String> busy = sessionReply(id, R2);
    assertEquals(400, busy.statusCode());
    assertEquals(
        "{\"message\":\"Session already has an active request. Cancel it first.\"}", busy.body());
    assertFalse(cancelled.await(300, java.util.concurrent.TimeUnit.MILLISECONDS));
    HttpResponse<String> answer = cancel(id, R1);
    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
    assertTrue(cancelled.await(5, SECONDS));
    assertEquals(200, sessionReply(id, R2).statusCode());
    assertEquals(200, cancel(id, "unknown").statusCode());
    cancel(id, R2);
  }

  @Test
  void deletingASessionEndsItsTurnAndItsEvents() throws Exception {
    hang();
    SessionId id = session();
    sessionReply(id, R1);
    assertTrue(begun.await(5, SECONDS));
    try (SseClient stream = events(id, null)) {
      assertEquals("ActiveRequests", stream.next().orElseThrow().type());
      assertEquals(200, server.method("DELETE", "/sessions/" + id).statusCode());
      assertTrue(cancelled.await(5, SECONDS));
      List<SseClient.Event> rest = stream.rest();
      assertEquals("Finish", rest.getLast().type());
    }
    assertEquals(404, server.get("/sessions/" + id + "/events").statusCode());
    assertEquals(404, cancel(id, R1).statusCode());
    assertEquals(404, sessionReply(id, R2).statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0195e8a16f007c3a9b112f6d0c9a4e01",
        "{0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e01}",
        "urn:uuid:0195E8A1-6F00-7C3A-9B11-2F6D0C9A4E01"
      })
  void aRequestIdMayBeAnyFormOfAUuid(String requestId) {
    HttpResponse<String> answer = sessionReply(session(), requestId);
    assertEquals(200, answer.statusCode());
    assertEquals(
        JsonObject.of("request_id", Json.of(requestId)), JsonText.parse(answer.body()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e0", "{0195e8a16f007c3a9b112f6d0c9a4e01"})
  void aRequestIdMustBeAUuid(String requestId) {
    HttpResponse<String> answer = sessionReply(new SessionId("nope"), requestId);
    assertEquals(400, answer.statusCode());
    assertEquals("{\"message\":\"request_id must be a valid UUID\"}", answer.body());
  }

  @Test
  void anUnknownSessionHasNeitherEventsNorReplies() {
    SessionId nope = new SessionId("nope");
    assertEquals(404, sessionReply(nope, R1).statusCode());
    assertEquals("{\"message\":\"Session ID not found\"}", sessionReply(nope, R1).body());
    assertEquals(404, server.get("/sessions/nope/events").statusCode());
    assertEquals(404, cancel(session(), R1).statusCode());
  }

  @Test
  void aConfirmationReachesTheTurnThatWaits() throws Exception {
    BlockingQueue<ConfirmationAction> answers = new ArrayBlockingQueue<>(1);
    SessionId id = session();
    backend.engine =
        start -> answers.add(backend.confirmations.ask(id, "call_1", begun::countDown));
    sessionReply(id, R1);
    assertTrue(begun.await(5, SECONDS));
    HttpResponse<String> answer =
        server.post(
            "/action-required/tool-confirmation",
            "{\"id\":\"call_1\",\"action\":\"allow_once\",\"principalType\":\"Tool\",\"sessionId\":\""
                + id
                + "\"}");
    assertEquals(200, answer.statusCode());
    assertEquals("{}", answer.body());
    assertEquals(ConfirmationAction.ALLOW_ONCE, answers.poll(5, SECONDS));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"id\":\"x\",\"action\":\"cancel\",\"sessionId\":\"nope\"} | 200",
        "{\"id\":\"x\",\"action\":\"maybe\",\"sessionId\":\"s\"} | 422",
        "{\"id\":\"x\",\"action\":\"cancel\"} | 422",
        "{\"id\":\"x\",\"action\":\"cancel\",\"session_id\":\"s\"} | 422",
        "{\"id\":\"x\",\"action\":\"cancel\",\"sessionId\":\"s\",\"principalType\":\"tool\"} | 422"
      })
  void aConfirmationIsDecodedStrictlyAndOtherwiseAlwaysTaken(String body, int status) {
    assertEquals(status, server.post("/action-required/tool-confirmation", body).statusCode());
  }

  @Test
  void anElicitationIsAnsweredBesideTheTurn() throws Exception {
    BlockingQueue<Elicited> answers = new ArrayBlockingQueue<>(1);
    SessionId id = session();
    backend.engine =
        start -> answers.add(backend.elicitations.ask(id, "q1", begun::countDown));
    sessionReply(id, R1);
    assertTrue(begun.await(5, SECONDS));
    assertEquals(500, answer(id, "unknown").statusCode());
    assertTrue(
        answer(id, "unknown").body().startsWith("{\"message\":\"Failed to submit elicitation"));
    assertEquals(200, answer(id, "q1").statusCode());
    assertEquals("accept", answers.poll(5, SECONDS).action());
  }

  private HttpResponse<String> answer(SessionId id, String question) {
    String message =
        "{\"role\":\"user\",\"created\":1772619072,\"content\":[{\"type\":\"actionRequired\","
            + "\"data\":{\"actionType\":\"elicitationResponse\",\"id\":\"%s\",\"user_data\":{}}}],"
                .formatted(question)
            + "\"metadata\":{\"userVisible\":false,\"agentVisible\":true}}";
    return server.post(
        "/sessions/" + id + "/reply",
        "{\"request_id\":\"" + R2 + "\",\"user_message\":" + message + "}");
  }

  @Test
  void aGivenConversationReplacesTheStoredOne() {
    SessionId id = session();
    backend.conversations.append(id, List.of(Message.user("old", 1, new Content.Text("old"))));
    String body =
        "{\"session_id\":\"%s\",\"user_message\":%s,\"override_conversation\":[%s]}"
            .formatted(id, MESSAGE, MESSAGE.replace("hello", "new"));
    try (SseClient stream = SseClient.open(server, post("/reply", body))) {
      assertEquals("Finish", stream.rest().getLast().type());
    }
    assertEquals(
        List.of("new", "hello"),
        backend.conversations.messages(id).stream().map(Message::text).toList());
  }
}
