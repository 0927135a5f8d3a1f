package dev.gander.adapters.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import java.net.http.HttpResponse;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers of people to what a turn asks them.
class AnswersOfPeopleTest {
  private final TurnApi api = new TurnApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aConfirmationReachesTheTurnThatWaits() throws Exception {
    BlockingQueue<ConfirmationAction> answers = new ArrayBlockingQueue<>(1);
    SessionId id = api.session();
    api.backend.engine =
        start -> answers.add(api.backend.confirmations.ask(id, "call_1", api.begun::countDown));
    api.sessionReply(id, TurnApi.R1);
    assertTrue(api.begun.await(5, SECONDS));
    HttpResponse<String> answer =
        api.server.post(
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
        "{\"id\":\"x\",\"action\":5,\"sessionId\":\"s\"} | 400",
        "{\"id\":\"x\",\"action\":null,\"sessionId\":\"s\"} | 400",
        "{\"id\":\"x\",\"action\":{},\"sessionId\":\"s\"} | 422",
        "{\"id\":\"x\",\"action\":\"cancel\"} | 422",
        "{\"id\":\"x\",\"action\":\"cancel\",\"session_id\":\"s\"} | 422",
        "{\"id\":\"x\",\"action\":\"cancel\",\"sessionId\":\"s\",\"principalType\":\"tool\"} | 422"
      })
  void aConfirmationIsDecodedStrictlyAndOtherwiseAlwaysTaken(String body, int status) {
    assertEquals(status, api.server.post("/action-required/tool-confirmation", body).statusCode());
  }

  @Test
  void anElicitationIsAnsweredBesideTheTurn() throws Exception {
    BlockingQueue<Elicited> answers = new ArrayBlockingQueue<>(1);
    SessionId id = api.session();
    api.backend.engine =
        start -> answers.add(api.backend.elicitations.ask(id, "q1", api.begun::countDown));
    api.sessionReply(id, TurnApi.R1);
    assertTrue(api.begun.await(5, SECONDS));
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
    return api.server.post(
        "/sessions/" + id + "/reply",
        "{\"request_id\":\"" + TurnApi.R2 + "\",\"user_message\":" + message + "}");
  }
}
