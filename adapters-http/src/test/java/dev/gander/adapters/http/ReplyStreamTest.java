package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.reply.ReplyEvent;
import dev.gander.application.reply.TokenState;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.TokenUsage;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `POST /reply`: the turn on its own connection.
class ReplyStreamTest {
  private static final TokenState TOKENS =
      new TokenState(TokenUsage.of(3L, 4L, null), TokenUsage.of(5L, 6L, null), 0.5);

  private TurnApi api = new TurnApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aTurnStreamsItsEventsAndThenTheConnectionEnds() {
    api.backend.engine =
        start -> {
          start.output().tokens(TOKENS);
          TurnApi.says(start.output(), "Hi");
          start
              .output()
              .emit(
                  new ReplyEvent.Notification(
                      "call_1", "notifications/message", JsonObject.of("level", Json.of("info"))));
          start.output().emit(new ReplyEvent.ModelChanged("big", "lead"));
          start.output().emit(new ReplyEvent.ConversationReplaced(List.of()));
        };
    try (SseClient stream = api.reply(api.session())) {
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
    api.hang();
    try (SseClient stream = api.reply(api.session())) {
      assertTrue(api.begun.await(5, SECONDS));
      for (int i = 0; i < 3; i++) {
        assertEquals("data: {\"type\":\"Ping\"}", stream.line(line -> line.contains("Ping")));
      }
    }
    assertTrue(api.cancelled.await(5, SECONDS), "leaving ends the turn");
  }

  @Test
  void aTurnThatCannotStartIsOneErrorWithoutFinish() {
    try (SseClient stream = api.reply(new SessionId("nope"))) {
      assertEquals(200, stream.status());
      assertEquals(
          List.of("{\"type\":\"Error\",\"error\":\"Failed to read session: Session not found\"}"),
          stream.rest().stream().map(event -> JsonText.write(event.json())).toList());
    }
  }

  @Test
  void aTurnIsHeldBackByAClientThatDoesNotReadAndThenCancelled() throws Exception {
    api.close();
    api = new TurnApi(Duration.ofMillis(500));
    SessionId id = api.session();
    CountDownLatch over = new CountDownLatch(1);
    api.backend.engine =
        start -> {
          try {
            while (!Thread.interrupted()) {
              TurnApi.says(start.output(), "x".repeat(50_000));
            }
            throw new InterruptedException();
          } finally {
            over.countDown();
          }
        };
    try (Socket socket = new RawClient(api.server.server().port()).connect()) {
      String body = "{\"session_id\":\"" + id + "\",\"user_message\":" + TurnApi.MESSAGE + "}";
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
    assertEquals(1, api.backend.conversations.messages(id).size());
  }

  @Test
  void closingTheServerCancelsTheTurn() throws Exception {
    api.hang();
    try (SseClient stream = api.reply(api.session())) {
      assertTrue(api.begun.await(5, SECONDS));
      api.server.server().close();
      assertTrue(api.cancelled.await(5, SECONDS));
      assertEquals(
          List.of("Message", "Finish"), stream.rest().stream().map(SseClient.Event::type).toList());
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
        "{\"session_id\":\"x\",\"user_message\":{\"role\":1,\"created\":1,\"content\":[],\"metadata\":{\"userVisible\":true,\"agentVisible\":true}}} | 400",
        "{\"session_id\":\"x\" | 400"
      })
  void aMessageThatMakesNoSenseIsRefused(String body, int status) {
    assertEquals(
        status, api.server.post("/reply", body.replace("M", TurnApi.MESSAGE)).statusCode(), body);
  }

  @Test
  void aGivenConversationReplacesTheStoredOne() {
    SessionId id = api.session();
    api.backend.conversations.append(id, List.of(Message.user("old", 1, new Content.Text("old"))));
    String body =
        "{\"session_id\":\"%s\",\"user_message\":%s,\"override_conversation\":[%s]}"
            .formatted(id, TurnApi.MESSAGE, TurnApi.MESSAGE.replace("hello", "new"));
    try (SseClient stream = SseClient.open(api.server, api.post("/reply", body))) {
      assertEquals("Finish", stream.rest().getLast().type());
    }
    assertEquals(
        List.of("new", "hello"),
        api.backend.conversations.messages(id).stream().map(Message::text).toList());
  }
}
