package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import java.net.http.HttpResponse;
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
    SessionId id = api.callingSession(GooseMode.APPROVE, (_, _) -> ToolResult.text("hello"));
    try (SseClient stream = api.events(id, null)) {
      api.sessionReply(id, TurnApi.R1);
      awaitQuestion(stream);
      HttpResponse<String> answer =
          api.server.post(
              "/action-required/tool-confirmation",
              "{\"id\":\"call_1\",\"action\":\"allow_once\",\"principalType\":\"Tool\",\"sessionId\":\""
                  + id
                  + "\"}");
      assertEquals(200, answer.statusCode());
      assertEquals("{}", answer.body());
      stream.untilFinish();
    }
    assertTrue(stored(id).contains("hello"), stored(id));
  }

  private String stored(SessionId id) {
    return api.backend.conversations.messages(id).toString();
  }

  /// The data of the question.
  private static JsonObject awaitQuestion(SseClient stream) {
    while (true) {
      JsonObject event = stream.next().orElseThrow().json();
      for (Json block :
          event
              .object("message")
              .flatMap(it -> it.array("content"))
              .orElse(JsonArray.EMPTY)
              .items()) {
        if (block instanceof JsonObject object
            && object.text("type").filter("actionRequired"::equals).isPresent()) {
          return object.object("data").orElseThrow();
        }
      }
    }
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
    SessionId id =
        api.callingSession(
            GooseMode.AUTO,
            (_, progress) ->
                ToolResult.text("you " + progress.elicit("Who?", JsonObject.EMPTY).action()));
    try (SseClient stream = api.events(id, null)) {
      api.sessionReply(id, TurnApi.R1);
      String question = awaitQuestion(stream).text("id").orElseThrow();
      assertEquals(404, answer(id, "unknown").statusCode());
      assertTrue(
          answer(id, "unknown").body().startsWith("{\"message\":\"Failed to submit elicitation"));
      assertEquals(200, answer(id, question).statusCode());
      stream.untilFinish();
    }
    assertTrue(stored(id).contains("you accept"), stored(id));
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
