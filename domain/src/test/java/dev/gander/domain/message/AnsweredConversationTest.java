package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnsweredConversationTest {
  private static final Message SAID = Message.user(null, 1, new Content.Text("Go"));
  private static final Message ASKS = Message.assistant("a", 1);
  private static final Message ASKS_MORE = Message.assistant("b", 1);

  @Test
  void anAnswerStandsDirectlyBehindItsCallWhicheverEndedFirst() {
    assertEquals(OptionalInt.of(2), place(List.of(SAID, ASKS), "a"));
    assertEquals(OptionalInt.of(2), place(List.of(SAID, ASKS, ASKS_MORE), "a"));
    assertEquals(OptionalInt.of(2), place(List.of(SAID, ASKS, ASKS_MORE, answer()), "a"));
    assertEquals(OptionalInt.of(1), place(List.of(ASKS, SAID), "a"));
  }

  @Test
  void aCallIsAnsweredOnce() {
    assertEquals(OptionalInt.empty(), place(List.of(SAID, ASKS, answer()), "a"));
    assertEquals(OptionalInt.empty(), place(List.of(SAID, ASKS, answer(), ASKS_MORE), "a"));
  }

  /// It may have been deleted by the user meanwhile.
  @Test
  void aCallThatIsGoneHasNoPlaceForAnAnswer() {
    assertEquals(OptionalInt.empty(), place(List.of(SAID, ASKS_MORE), "a"));
    assertEquals(OptionalInt.empty(), place(List.of(answer(), SAID), "a"));
    assertEquals(OptionalInt.empty(), place(List.of(), "a"));
  }

  @ParameterizedTest
  @CsvSource({
    "15, 10, 20, 15",
    "25, 10, 20, 20",
    " 5, 10, 20, 10",
    "25, 10, 10, 10",
    "25, 10, 9223372036854775807, 25"
  })
  void theTimeOfAnAnswerKeepsTheOrder(long came, long asked, long next, long created) {
    assertEquals(created, AnsweredConversation.created(came, asked, next));
  }

  private static OptionalInt place(List<Message> conversation, String askedIn) {
    return AnsweredConversation.place(conversation, askedIn);
  }

  private static Message answer() {
    return Message.user(
        null,
        2,
        new Content.ToolResponse("c", Outcome.success(ToolResult.text("x")), JsonObject.EMPTY));
  }
}
