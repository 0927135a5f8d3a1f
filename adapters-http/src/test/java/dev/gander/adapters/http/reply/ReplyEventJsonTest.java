package dev.gander.adapters.http.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.stream.SseFrame;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Failed;
import dev.gander.domain.turn.TurnEvent.Failed.Reason;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyEventJsonTest {
  private static final TokenState TOKENS =
      new TokenState(TokenUsage.of(3L, 4L, null), TokenUsage.of(5L, 6L, null), 0.5);
  private static final String TOKENS_JSON =
      "{\"inputTokens\":3,\"outputTokens\":4,\"totalTokens\":7,\"cacheReadTokens\":0,"
          + "\"cacheWriteTokens\":0,\"accumulatedInputTokens\":5,"
          + "\"accumulatedOutputTokens\":6,\"accumulatedTotalTokens\":11,"
          + "\"accumulatedCacheReadTokens\":0,\"accumulatedCacheWriteTokens\":0,"
          + "\"accumulatedCost\":0.5}";

  @Test
  void aMessageComesWithTheCounts() {
    Message message = Message.assistant("m1", 1772619072, new Content.Text("Hi"));
    assertJson(
        "{\"type\":\"Message\",\"message\":{\"id\":\"m1\",\"role\":\"assistant\","
            + "\"created\":1772619072,\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],"
            + "\"metadata\":{\"userVisible\":true,\"agentVisible\":true}},"
            + "\"token_state\":"
            + TOKENS_JSON
            + "}",
        new TurnEvent.MessageArrived(message, TOKENS));
  }

  @Test
  void aNotificationHasTheIdOfItsCall() {
    assertJson(
        "{\"type\":\"Notification\",\"request_id\":\"call_1\",\"message\":"
            + "{\"method\":\"notifications/message\",\"params\":{\"level\":\"info\"}}}",
        new TurnEvent.Notification(
            "call_1", "notifications/message", JsonObject.of("level", Json.of("info"))));
  }

  @Test
  void theOtherEventsHaveTheirMembers() {
    assertJson(
        "{\"type\":\"ModelChange\",\"model\":\"big\",\"mode\":\"lead\"}",
        new TurnEvent.ModelChanged("big", "lead"));
    assertJson(
        "{\"type\":\"UpdateConversation\",\"conversation\":[]}",
        new TurnEvent.ConversationReplaced(List.of()));
    assertJson(
        "{\"type\":\"Finish\",\"reason\":\"stop\",\"token_state\":" + TOKENS_JSON + "}",
        TurnEvent.Finished.stop(TOKENS));
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN_SESSION, Failed to read session: Session not found",
    "UNKNOWN_QUESTION, Failed to submit elicitation response: x",
    "OTHER, x"
  })
  void aFailureIsToldInGoosedsWords(Reason reason, String text) {
    assertJson("{\"type\":\"Error\",\"error\":\"" + text + "\"}", new Failed(reason, "x"));
  }

  @Test
  void aPersonWithoutAModelIsToldWhereToGetOneAndProgramsAreNot() {
    TurnEvent failed = new Failed(Reason.NO_MODEL, "x");
    SseFrame frame = SseFrame.data(ReplyEventJson.write(failed));

    String text = TurnFrames.explained(failed, frame).text();

    assertEquals("data: {\"type\":\"Error\",\"error\":\"Provider not set\"}\n\n", frame.text());
    assertTrue(text.endsWith("\n" + frame.text()), text);
    assertTrue(text.startsWith(": The session has no model yet: load it with POST /agent/"), text);
    TurnEvent other = Failed.because("x");
    assertEquals(frame, TurnFrames.explained(other, frame));
  }

  private static void assertJson(String json, TurnEvent event) {
    assertEquals(json, JsonText.write(ReplyEventJson.write(event)));
  }
}
