package dev.gander.adapters.acp.prompt;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.acp.AcpBackend;
import dev.gander.adapters.acp.Talk;
import dev.gander.application.api.agent.StartAgent;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PromptTest {
  private final AcpBackend backend = new AcpBackend();
  private final ScriptedExtension box = new ScriptedExtension();
  private final Talk client = Talk.with(backend);
  private final Talk other = Talk.with(backend);
  private String session = "";

  @BeforeEach
  void open() throws InterruptedException {
    backend.connector.offer("box", box);
    ExtensionConfig config = ScriptedExtensionConnector.config("box");
    session =
        backend
            .useCases()
            .agents()
            .start()
            .start(new StartAgent.Request("/", null, null, null, List.of(config)))
            .id()
            .value();
    backend.useCases().agents().resume().resume(new SessionId(session), true);
  }

  @AfterEach
  void close() {
    client.close();
    other.close();
    backend.close();
  }

  private String prompt(String text) {
    return "{\"sessionId\":\"%s\",\"prompt\":[{\"type\":\"text\",\"text\":\"%s\"}]}"
        .formatted(session, text);
  }

  private String stopReason(int id, Talk by) throws InterruptedException {
    JsonObject answer = by.answer(id);
    return answer
        .object("result")
        .flatMap(result -> result.text("stopReason"))
        .orElseGet(answer::toString);
  }

  /// The text that a client was told in chunks of this kind.
  private static String text(Talk talk, String kind) {
    StringBuilder all = new StringBuilder();
    for (JsonObject message : talk.heard()) {
      JsonObject update =
          message
              .object("params")
              .flatMap(params -> params.object("update"))
              .orElse(JsonObject.EMPTY);
      if (update.text("sessionUpdate").filter(kind::equals).isPresent()) {
        all.append(update.object("content").flatMap(it -> it.text("text")).orElse(""));
      }
    }
    return all.toString();
  }

  @Test
  void anAnswerIsToldInOrderAndTheResultComesLast() throws Exception {
    backend.model.answer(start("a").thinking("hm", "").text("He").text("llo").usage(10, 5));

    assertEquals("end_turn", stopReason(client.ask("session/prompt", prompt("Hi")), client));

    assertEquals(
        List.of(
            "session_info_update",
            "agent_thought_chunk",
            "agent_message_chunk",
            "agent_message_chunk",
            "session_info_update",
            "usage_update",
            "answer"),
        client.order());
    assertEquals("Hello", text(client, "agent_message_chunk"));
  }

  @Test
  void goosesOwnClientsHearMore() throws Exception {
    client.announcing("{\"_meta\":{\"goose\":{\"customNotifications\":true}}}");
    client.forget();
    client.result("session/prompt", prompt("Hi"));

    List<String> order = client.order();
    assertEquals(
        List.of("usage_update", "usage_update", "answer"),
        order.subList(order.size() - 3, order.size()));
  }

  @Test
  void aLongTextComesInPiecesThatEveryClientTakes() throws Exception {
    String huge = "𝄞ä\"".repeat(200_000);
    backend.model.answer(start("a").text(huge));

    client.result("session/prompt", prompt("Hi"));

    assertEquals(huge, text(client, "agent_message_chunk"));
    assertTrue(
        client.heard().stream().allMatch(it -> it.toString().length() < 500_000),
        "one is too long");
  }

  @Test
  void anyoneWhoWatchesMayAnswerAQuestion() throws Exception {
    box.tool("send", _ -> "sent");
    approve();
    backend
        .model
        .answer(calls("c1", "box__send", JsonObject.of("url", Json.of("x"))))
        .answer(says("ok"));
    other.result("session/prompt", "{\"sessionId\":\"" + session + "\",\"prompt\":[]}");
    int asked = client.ask("session/prompt", prompt("Send it"));

    JsonObject question = client.asked("session/request_permission");
    JsonObject same = other.asked("session/request_permission");
    other.reply(same, "{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"allow_once\"}}");

    assertEquals("end_turn", stopReason(asked, client));
    assertEquals(1, box.calls().size());
    assertEquals(List.of(question.get("id")), withdrawn(client));
    assertEquals(List.of(), withdrawn(other));
    // Too late: it must change nothing and must not be answered.
    client.forget();
    client.reply(
        question, "{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"reject_always\"}}");
    client.error("session/prompt", "{}");
    assertEquals(List.of("answer"), client.order());
  }

  /// The ids of the requests that the server no longer wants to have answered.
  private static List<Json> withdrawn(Talk talk) {
    return talk.heard().stream()
        .filter(it -> it.text("method").filter("$/cancel_request"::equals).isPresent())
        .map(it -> it.object("params").orElseThrow().get("requestId"))
        .toList();
  }

  /// The dialog must go away when the answer is there, not when what it is about is over.
  @Test
  void aQuestionIsTakenBackAsSoonAsSomebodyElseHasAnswered() throws Exception {
    CountDownLatch runs = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    box.tool(
        "send",
        (_, _) -> {
          runs.countDown();
          mayEnd.await();
          return ToolResult.text("sent");
        });
    approve();
    backend.model.answer(calls("c1", "box__send", JsonObject.EMPTY)).answer(says("ok"));
    int asked = client.ask("session/prompt", prompt("Send it"));
    JsonObject question = client.asked("session/request_permission");

    backend
        .useCases()
        .turns()
        .confirm()
        .confirm(new SessionId(session), "c1", ConfirmationAction.ALLOW_ONCE);
    runs.await();
    client.hears(it -> it.text("method").filter("$/cancel_request"::equals).isPresent());

    assertEquals(List.of(question.get("id")), withdrawn(client));
    mayEnd.countDown();
    assertEquals("end_turn", stopReason(asked, client));
  }

  @Test
  void anExtensionsQuestionIsTakenBackAsSoonAsSomebodyElseHasAnswered() throws Exception {
    offerElicitation();
    client.announcing("{\"elicitation\":{\"form\":{}}}");
    other.announcing("{\"elicitation\":{\"form\":{}}}");
    other.result("session/prompt", "{\"sessionId\":\"" + session + "\",\"prompt\":[]}");
    int asked = client.ask("session/prompt", prompt("Greet"));

    JsonObject question = client.asked("elicitation/create");
    other.reply(other.asked("elicitation/create"), "{\"action\":\"decline\"}");

    client.hears(it -> it.text("method").filter("$/cancel_request"::equals).isPresent());
    assertEquals("end_turn", stopReason(asked, client));
    assertEquals(List.of(question.get("id")), withdrawn(client));
    assertEquals(List.of(), withdrawn(other));
  }

  @Test
  void aQuestionIsTakenBackWithItsTurn() throws Exception {
    box.tool("send", _ -> "sent");
    approve();
    backend.model.answer(calls("c1", "box__send", JsonObject.EMPTY));
    int asked = client.ask("session/prompt", prompt("Send it"));
    JsonObject question = client.asked("session/request_permission");

    client.tell("session/cancel", "{\"sessionId\":\"" + session + "\"}");

    assertEquals("cancelled", stopReason(asked, client));
    assertEquals(List.of(question.get("id")), withdrawn(client));
    // Too late: nothing runs, and nothing is answered.
    client.forget();
    client.reply(question, "{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"allow_once\"}}");
    client.error("session/prompt", "{}");
    assertEquals(List.of("answer"), client.order());
    assertEquals(0, box.calls().size());
  }

  @Test
  void aHundredClientsWatchOneSessionAndOneOfThemAnswers() throws Exception {
    box.tool("send", _ -> "sent");
    approve();
    backend.model.answer(calls("c1", "box__send", JsonObject.EMPTY)).answer(says("ok"));
    List<Talk> crowd = IntStream.range(0, 100).mapToObj(_ -> Talk.with(backend)).toList();
    try {
      for (Talk talk : crowd) {
        talk.result(
            "session/resume",
            "{\"sessionId\":\"" + session + "\",\"cwd\":\"/\",\"mcpServers\":[]}");
      }
      int asked = client.ask("session/prompt", prompt("Send it"));
      for (Talk talk : crowd) {
        talk.asked("session/request_permission");
      }
      Talk last = crowd.getLast();
      last.reply(
          last.asked("session/request_permission"),
          "{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"allow_once\"}}");

      assertEquals("end_turn", stopReason(asked, client));
      assertEquals(1, box.calls().size());
      for (Talk talk : crowd) {
        talk.update(session, "agent_message_chunk");
        assertEquals("Send it", text(talk, "user_message_chunk"));
      }
      for (Talk talk : crowd.subList(0, 99)) {
        assertEquals(1, withdrawn(talk).size());
      }
      assertEquals(List.of(), withdrawn(last));
    } finally {
      crowd.forEach(Talk::close);
    }
  }

  private void approve() throws InterruptedException {
    backend.useCases().agents().updateSession().changeMode(new SessionId(session), "approve");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"allow_once\"}} | 1",
        "{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"allow_always\"}} | 1",
        "{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"reject_once\"}} | 0",
        "{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"whatever\"}} | 0",
        "{\"outcome\":{\"outcome\":\"cancelled\",\"optionId\":\"allow_once\"}} | 0",
        "{\"outcome\":\"allow_once\"} | 0",
        "null | 0",
        "7 | 0"
      })
  void onlyAnOfferedConsentLetsAToolRun(String answer, int runs) throws Exception {
    box.tool("send", _ -> "sent");
    approve();
    backend.model.answer(calls("c1", "box__send", JsonObject.EMPTY)).answer(says("ok"));
    int asked = client.ask("session/prompt", prompt("Send it"));

    client.reply(client.asked("session/request_permission"), answer);

    assertEquals("end_turn", stopReason(asked, client));
    assertEquals(runs, box.calls().size());
  }

  @Test
  void aRefusedQuestionDeclinesTheCall() throws Exception {
    box.tool("send", _ -> "sent");
    approve();
    backend.model.answer(calls("c1", "box__send", JsonObject.EMPTY)).answer(says("ok"));
    int asked = client.ask("session/prompt", prompt("Send it"));

    client.refuse(
        client.asked("session/request_permission"), "{\"code\":-32601,\"message\":\"no\"}");

    assertEquals("end_turn", stopReason(asked, client));
    assertEquals(0, box.calls().size());
  }

  @Test
  void aTurnGoesOnWithoutItsClientAndItsQuestionWaitsForTheNextOne() throws Exception {
    box.tool("send", _ -> "sent");
    approve();
    backend.model.answer(start("a").text("I send").call("c1", "box__send", JsonObject.EMPTY));
    backend.model.answer(says("Done"));
    client.ask("session/prompt", prompt("Send it"));
    client.asked("session/request_permission");

    client.close();
    other.result("session/prompt", "{\"sessionId\":\"" + session + "\",\"prompt\":[]}");
    JsonObject again = other.asked("session/request_permission");
    assertEquals("I send", text(other, "agent_message_chunk"));
    other.reply(again, "{\"outcome\":{\"outcome\":\"selected\",\"optionId\":\"allow_once\"}}");
    other.update(session, "usage_update");

    assertEquals("I sendDone", text(other, "agent_message_chunk"));
    assertEquals(1, box.calls().size());
  }

  @Test
  void aQuestionMayBeAnsweredOverRestMeanwhile() throws Exception {
    box.tool("send", _ -> "sent");
    approve();
    backend.model.answer(calls("c1", "box__send", JsonObject.EMPTY)).answer(says("ok"));
    int asked = client.ask("session/prompt", prompt("Send it"));
    client.asked("session/request_permission");

    backend
        .useCases()
        .turns()
        .confirm()
        .confirm(new SessionId(session), "c1", ConfirmationAction.ALLOW_ONCE);

    assertEquals("end_turn", stopReason(asked, client));
    assertEquals(1, box.calls().size());
  }

  @Test
  void aSecondPromptIsRefusedWhoeverSendsIt() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    backend.model.answer(start("a").text("One").hang(hangs));
    int first = client.ask("session/prompt", prompt("Hi"));
    hangs.await();

    for (Talk talk : List.of(client, other)) {
      JsonObject error = talk.error("session/prompt", prompt("Me too"));
      assertEquals(Json.of(-32602L), error.get("code"));
      assertTrue(error.text("data").orElseThrow().contains("already has active run `run_"));
    }
    other.tell("session/cancel", "{\"sessionId\":\"" + session + "\"}");
    assertEquals("cancelled", stopReason(first, client));
    assertEquals(
        List.of("Hi", "One"),
        backend.conversations.messages(new SessionId(session)).stream()
            .map(Message::text)
            .toList());
  }

  /// A cancel that follows at once must not be lost, however late the turn begins.
  @Test
  void aCancelThatFollowsAtOnceCounts() throws Exception {
    CountDownLatch hangs = new CountDownLatch(1);
    for (int i = 0; i < 20; i++) {
      backend.model.answer(start("a" + i).text("One").hang(hangs));
      int asked = client.ask("session/prompt", prompt("Hi"));
      client.tell("session/cancel", "{\"sessionId\":\"" + session + "\"}");
      assertEquals("cancelled", stopReason(asked, client));
    }
  }

  @Test
  void whatEndsAnAnswerEarlyIsTold() throws Exception {
    backend.model.answer(start("a").text("As far as").atLimit());
    assertEquals("max_tokens", stopReason(client.ask("session/prompt", prompt("Hi")), client));

    backend.model.answer(
        start("b").fail(new ProviderException.CreditsExhausted("no money", "https://pay.test")));
    client.forget();
    JsonObject error = client.error("session/prompt", prompt("Hi"));
    JsonObject data = error.object("data").orElseThrow();
    assertEquals("credits_exhausted", data.text("reason").orElseThrow());
    assertEquals("https://pay.test", data.text("url").orElseThrow());
    assertEquals(List.of("session_info_update", "session_info_update", "answer"), client.order());

    assertEquals("end_turn", stopReason(client.ask("session/prompt", prompt("Hi")), client));
  }

  @Test
  void aRunningTurnIsSteered() throws Exception {
    CountDownLatch speaks = new CountDownLatch(1);
    CountDownLatch mayCall = new CountDownLatch(1);
    box.tool("look", _ -> "seen");
    backend
        .model
        .answer(
            start("a")
                .text("I look")
                .pause(speaks, mayCall)
                .call("c", "box__look", JsonObject.EMPTY))
        .answer(says("Done"));
    int asked = client.ask("session/prompt", prompt("Hi"));
    speaks.await();
    String run = run();

    JsonObject steered = other.result("_goose/unstable/session/steer", steer("hurry", run));
    assertTrue(
        other
            .error("_goose/session/steer", steer("hurry", "run_other"))
            .object("data")
            .orElseThrow()
            .text("actualRunId")
            .filter(run::equals)
            .isPresent());
    mayCall.countDown();

    assertEquals("end_turn", stopReason(asked, client));
    assertEquals("hurry", text(client, "user_message_chunk"));
    assertTrue(
        backend.conversations.messages(new SessionId(session)).stream()
            .anyMatch(it -> steered.text("messageId").orElseThrow().equals(it.id())));
    assertEquals(
        "no active run to steer",
        client.error("_goose/unstable/session/steer", steer("x", run)).text("data").orElseThrow());
  }

  private String run() throws InterruptedException {
    return client
        .update(session, "session_info_update")
        .object("_meta")
        .flatMap(meta -> meta.object("goose"))
        .flatMap(goose -> goose.text("activeRunId"))
        .orElseThrow();
  }

  private String steer(String text, String run) {
    return "{\"sessionId\":\"%s\",\"expectedRunId\":\"%s\",\"prompt\":[{\"type\":\"text\",\"text\":\"%s\"}]}"
        .formatted(session, run, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"sessionId\":7,\"prompt\":[]}",
        "{\"sessionId\":\"s\"}",
        "{\"sessionId\":\"s\",\"prompt\":{}}",
        "{\"sessionId\":\"s\",\"prompt\":[7]}",
        "[1,2]",
        "\"text\""
      })
  void aMalformedPromptIsTheClientsMistake(String params) throws Exception {
    assertEquals(Json.of(-32602L), client.error("session/prompt", params).get("code"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"text\"}",
        "{\"type\":\"odd\"}",
        "{\"type\":\"image\",\"data\":1}",
        "{}"
      })
  void aMalformedBlockIsTheClientsMistakeToo(String block) throws Exception {
    JsonObject error =
        client.error(
            "session/prompt", "{\"sessionId\":\"" + session + "\",\"prompt\":[" + block + "]}");
    assertEquals(Json.of(-32602L), error.get("code"));
    // The session is free again.
    assertEquals("end_turn", stopReason(client.ask("session/prompt", prompt("Hi")), client));
  }

  @Test
  void anUnknownSessionIsNotPrompted() throws Exception {
    JsonObject error =
        client.error(
            "session/prompt",
            "{\"sessionId\":\"nope\",\"prompt\":[{\"type\":\"text\",\"text\":\"x\"}]}");
    assertEquals(Json.of(-32002L), error.get("code"));
    assertEquals("Session not found: nope", error.text("data").orElseThrow());
    client.tell("session/cancel", "{\"sessionId\":\"nope\"}");
    client.tell("session/cancel", "{}");
    client.tell("session/cancel", "[]");
    assertEquals("end_turn", stopReason(client.ask("session/prompt", prompt("Hi")), client));
  }

  @Test
  void whoWatchesHearsWhatTheOtherSays() throws Exception {
    other.result("session/prompt", "{\"sessionId\":\"" + session + "\",\"prompt\":[]}");
    client.result("session/prompt", prompt("Hi"));
    other.update(session, "usage_update");

    assertEquals("Hi", text(other, "user_message_chunk"));
    assertEquals("done", text(other, "agent_message_chunk"));
    assertEquals("", text(client, "user_message_chunk"));
  }

  private void offerElicitation() {
    box.tool(
        "greet",
        (_, progress) -> {
          var answer = progress.elicit("Who?", JsonObject.EMPTY);
          return ToolResult.text(answer.action() + " " + answer.content());
        });
    backend.model.answer(calls("c1", "box__greet", JsonObject.EMPTY)).answer(says("ok"));
  }

  private String greeting() {
    return backend.conversations.messages(new SessionId(session)).stream()
        .flatMap(message -> message.content().stream())
        .filter(Content.ToolResponse.class::isInstance)
        .map(block -> ((Content.ToolResponse) block).result().toString())
        .findFirst()
        .orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}} | accept",
        "{\"action\":\"decline\"} | decline",
        "{\"action\":\"cancel\"} | cancel",
        "{\"action\":\"odd\"} | cancel",
        "[] | cancel"
      })
  void anExtensionsQuestionIsPutToTheClient(String answer, String action) throws Exception {
    offerElicitation();
    client.announcing("{\"elicitation\":{\"form\":{}}}");
    int asked = client.ask("session/prompt", prompt("Greet"));

    JsonObject question = client.asked("elicitation/create");
    assertEquals("Who?", question.object("params").orElseThrow().text("message").orElseThrow());
    client.reply(question, answer);

    assertEquals("end_turn", stopReason(asked, client));
    assertTrue(greeting().contains(action + " "), greeting());
  }

  @Test
  void aClientThatCannotAskItsUserCancelsAnExtensionsQuestion() throws Exception {
    offerElicitation();

    assertEquals("end_turn", stopReason(client.ask("session/prompt", prompt("Greet")), client));

    assertTrue(greeting().contains("cancel "), greeting());
  }
}
