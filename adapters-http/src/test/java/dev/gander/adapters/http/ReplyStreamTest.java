package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `POST /reply`: the turn on its own connection, by HTTP/1.1 and by HTTP/2.
@ParameterizedClass
@ValueSource(booleans = {false, true})
class ReplyStreamTest {
  @TempDir private static Path folder;

  private final TurnApi api;

  ReplyStreamTest(boolean isHttp2) {
    api = TurnApi.over(isHttp2, folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aTurnStreamsItsEventsAndThenTheConnectionEnds() {
    api.backend.model.plays(
        voice -> {
          voice.says("Hi");
          voice.says(" there");
        });
    try (SseClient stream = api.reply(api.session())) {
      assertEquals(200, stream.status());
      assertEquals(
          List.of("Message Hi", "Message  there", "Finish "),
          stream.rest().stream().map(ReplyStreamTest::outline).toList());
    }
  }

  private static String outline(SseClient.Event event) {
    String text =
        event
            .json()
            .object("message")
            .flatMap(message -> message.array("content"))
            .map(content -> ((JsonObject) content.items().getFirst()).text("text").orElse(""))
            .orElse("");
    return event.type() + " " + text;
  }

  /// A mistake of ours: its reason goes into the log, see [BrokenAnswerTest].
  @Test
  void anEventThatCannotBeWrittenIsAnErrorAndTheEnd() {
    ScriptedExtension.Handler broken =
        (_, progress) -> {
          progress.notification("m", null);
          return ToolResult.text("done");
        };
    SessionId id = api.callingSession(GooseMode.AUTO, broken);
    try (SseClient stream = api.reply(id)) {
      assertEquals(
          "{\"type\":\"Error\",\"error\":\"Internal error\"}",
          JsonText.write(stream.rest().getLast().json()));
    }
  }

  @Test
  void aTurnThatWaitsSendsPings() throws Exception {
    api.hang();
    try (SseClient stream = api.reply(api.session())) {
      assertTrue(api.begun.await(30, SECONDS));
      for (int i = 0; i < 3; i++) {
        assertEquals("data: {\"type\":\"Ping\"}", stream.line(line -> line.contains("Ping")));
      }
    }
    assertTrue(api.cancelled.await(30, SECONDS), "leaving ends the turn");
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

  /// What the client sees byte for byte.
  private String text(SessionId id) {
    return api.server
        .send(
            api.post(
                "/reply",
                "{\"session_id\":\"" + id + "\",\"user_message\":" + TurnApi.MESSAGE + "}"))
        .body();
  }

  @Test
  void thereIsNoPingBeforeTheTurnLives() {
    assertEquals(
        "data: {\"type\":\"Error\",\"error\":\"Failed to read session: Session not found\"}\n\n",
        text(new SessionId("nope")));
    String text = text(api.session());
    assertTrue(
        text.startsWith("data: {\"type\":\"Ping\"}\n\ndata: {\"type\":\"Finish\""),
        "one Ping: " + text);
  }

  @Test
  void anAgentThatTakesItsTimeIsWaitedForInSilence() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    api.backend.connector.offer(
        "slow",
        (_, _) -> {
          starting.countDown();
          goOn.await();
          return new ScriptedExtension();
        });
    SessionId id = api.session(ScriptedExtensionConnector.config("slow"));
    FutureTask<SseClient> answer = new FutureTask<>(() -> api.reply(id));
    Thread.ofVirtual().start(answer);
    assertTrue(starting.await(30, SECONDS));
    assertThrows(TimeoutException.class, () -> answer.get(300, MILLISECONDS), "not stored yet");
    goOn.countDown();
    try (SseClient stream = answer.get()) {
      assertEquals(200, stream.status());
      assertEquals("user", roles(id).getFirst());
      assertEquals("data: {\"type\":\"Ping\"}", stream.line(_ -> true));
      assertEquals("Finish", stream.next().orElseThrow().type());
    }
  }

  private List<String> roles(SessionId id) {
    return api.backend.conversations.messages(id).stream()
        .map(message -> message.role().wire())
        .toList();
  }

  /// What is answered with 200 is stored; so whoever leaves before that takes it back.
  @Test
  void aReplyThatWaitsForAnotherIsNotAcceptedYetAndCanBeTakenBack() throws Exception {
    api.hang();
    SessionId id = api.session();
    SseClient first = api.reply(id);
    assertTrue(api.begun.await(30, SECONDS));
    FutureTask<SseClient> second = api.waitingReply(id);
    assertThrows(TimeoutException.class, () -> second.get(300, MILLISECONDS), "not stored yet");
    second.cancel(true);
    Eventually.holds(() -> api.activeTurns(id) == 1);
    api.backend.model.plays(voice -> voice.says("third"));
    FutureTask<SseClient> third = api.waitingReply(id);
    first.close();
    try (SseClient stream = third.get(30, SECONDS)) {
      assertTrue(roles(id).size() >= 3, "stored before it is accepted");
      assertEquals("data: {\"type\":\"Ping\"}", stream.line(_ -> true));
      assertEquals("Finish", stream.rest().getLast().type());
    }
    assertEquals(
        List.of("hello", "thinking", "hello", "third"),
        api.backend.conversations.messages(id).stream().map(Message::text).toList());
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
