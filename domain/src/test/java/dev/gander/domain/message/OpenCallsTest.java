package dev.gander.domain.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenCallsTest {
  private static final Message SAID = user(new Content.Text("Go"));

  @Test
  void callsWithoutAnAnswerAreOpenAlsoBesideAnsweredOnes() {
    Message two = asks("c1", "c2");
    Message three = asks("c3");

    List<OpenCalls> open =
        OpenCalls.in(List.of(SAID, two, answers("c2"), three, asks("c4"), answers("c4")));

    assertEquals(
        List.of(
            new OpenCalls(two, List.of(two.toolRequests().getFirst())),
            new OpenCalls(three, three.toolRequests())),
        open);
  }

  @Test
  void whatWasOpenBeforeTheUserSpokeLastStaysAsItIs() {
    assertEquals(List.of(), OpenCalls.in(List.of(SAID, asks("c1"), SAID)));
    assertEquals(List.of(), OpenCalls.in(List.of()));
  }

  @Test
  void anAnswerToAnExtensionsQuestionIsPartOfTheTurn() {
    Message reply =
        user(
            new Content.ActionRequired(
                new Action.ElicitationResponse("e", JsonObject.EMPTY, null, JsonObject.EMPTY)));

    assertEquals(1, OpenCalls.in(List.of(SAID, asks("c1"), reply)).size());
  }

  @Test
  void aCallIdThatIsUsedAgainIsOpenAgain() {
    Message again = asks("c1");

    assertEquals(
        List.of(new OpenCalls(again, again.toolRequests())),
        OpenCalls.in(List.of(SAID, asks("c1"), answers("c1"), again)));
  }

  @Test
  void theClosingAnswerSaysWhatHappenedToEachCall() {
    OpenCalls open = OpenCalls.in(List.of(SAID, asks("c1", "c2"))).getFirst();

    assertEquals(
        Message.user(null, 9)
            .withContent(
                List.of(
                    failed(
                        "c1",
                        "Interrupted by the sudden end of the server or its turn; it may have run."),
                    failed(
                        "c2",
                        "Interrupted by the sudden end of the server or its turn; it may have run."))),
        open.closedBy(Interruption.SUDDEN_END, 9));
  }

  private static Message user(Content content) {
    return Message.user("u", 1, content);
  }

  private static Message asks(String... calls) {
    return Message.assistant("a", 1)
        .withContent(
            Arrays.stream(calls)
                .<Content>map(
                    call ->
                        new Content.ToolRequest(
                            call, Outcome.success(new ToolCall("t", JsonObject.EMPTY))))
                .toList());
  }

  private static Message answers(String call) {
    return user(new Content.ToolResponse(call, Outcome.success(ToolResult.text("x"))));
  }

  private static Content failed(String call, String text) {
    return new Content.ToolResponse(call, Outcome.success(ToolResult.error(text)));
  }
}
