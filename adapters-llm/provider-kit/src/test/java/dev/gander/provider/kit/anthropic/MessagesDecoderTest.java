package dev.gander.provider.kit.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.ProviderContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesDecoderTest {
  private final MessagesDecoder decoder =
      new MessagesDecoder(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}));
  private final List<Delta> deltas = new ArrayList<>();

  @Test
  void anAnswerThatReachesTheOutputLimitSaysSo() {
    decoder.accept(
        JsonText.parse("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}"),
        deltas::add);
    assertTrue(deltas.stream().noneMatch(Delta::isAtLimit));
    decoder.accept(
        JsonText.parse("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"max_tokens\"}}"),
        deltas::add);
    assertTrue(deltas.stream().anyMatch(Delta::isAtLimit));
  }

  @Test
  void blocksAreGivenOneByOneUnderOneId() {
    start("\"input_tokens\":10,\"output_tokens\":1");
    block("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
    delta("\"thinking_delta\",\"thinking\":\"step \"");
    delta("\"thinking_delta\",\"thinking\":\"one\"");
    delta("\"signature_delta\",\"signature\":\"SIG\"");
    stop();
    block("{\"type\":\"redacted_thinking\",\"data\":\"XYZ\"}");
    stop();
    block("{\"type\":\"text\",\"text\":\"\"}");
    delta("\"text_delta\",\"text\":\"So \"");
    delta("\"text_delta\",\"text\":\"then.\"");
    stop();
    block("{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"tree\",\"input\":{}}");
    stop();
    accept("{\"type\":\"message_stop\"}");
    end();
    assertEquals(
        List.of(
            new Content.Thinking("step one", "SIG"),
            new Content.RedactedThinking("XYZ", JsonObject.EMPTY),
            new Content.Text("So "),
            new Content.Text("then."),
            new Content.ToolRequest("t1", Outcome.success(new ToolCall("tree", JsonObject.EMPTY)))),
        blocks());
    assertEquals(
        List.of("ms1"),
        ProviderContract.messages(deltas).stream()
            .map(message -> message.id())
            .distinct()
            .toList());
  }

  @Test
  void anEmptyThoughtIsNotGiven() {
    start("\"input_tokens\":1");
    block("{\"type\":\"thinking\",\"thinking\":\"\"}");
    delta("\"signature_delta\",\"signature\":\"S\"");
    stop();
    end();
    assertEquals(List.of(), blocks());
  }

  @Test
  void tokensOfTheCacheCountAsInput() {
    start("\"input_tokens\":10,\"cache_read_input_tokens\":5,\"cache_creation_input_tokens\":2");
    accept("{\"type\":\"message_delta\",\"delta\":{},\"usage\":{\"output_tokens\":7}}");
    end();
    var tokens = ProviderContract.usage(deltas).orElseThrow().tokens();
    assertEquals(17L, tokens.input());
    assertEquals(24L, tokens.total());
    assertEquals(5L, tokens.cacheRead());
    assertEquals(2L, tokens.cacheWrite());
  }

  @Test
  void whatWeDoNotKnowIsPassedOver() {
    start("\"input_tokens\":1");
    accept("{\"type\":\"ping\"}");
    accept("[1]");
    accept("{\"type\":\"from_the_future\",\"x\":1}");
    block("{\"type\":\"server_tool_use\",\"id\":\"s1\",\"name\":\"web_search\",\"input\":{}}");
    delta("\"citations_delta\",\"citation\":{}");
    delta("\"input_json_delta\",\"partial_json\":\"{\"");
    stop();
    stop();
    end();
    assertEquals(List.of(), blocks());
  }

  @Test
  void anErrorEventEndsTheAnswerWithItsText() {
    assertEquals(
        "Server error: Overloaded",
        failure("{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}").display());
    assertInstanceOf(
        ProviderException.RateLimited.class,
        failure("{\"type\":\"rate_limit_error\",\"message\":\"slow\"}"));
    assertInstanceOf(ProviderException.ServerError.class, failure("null"));
  }

  @Test
  void aRefusalIsToldAfterTheCounts() {
    start("\"input_tokens\":1");
    ProviderException.Refused refused =
        assertThrows(
            ProviderException.Refused.class,
            () ->
                accept(
                    "{\"type\":\"message_delta\",\"usage\":{\"output_tokens\":2},\"delta\":{"
                        + "\"stop_reason\":\"refusal\",\"stop_details\":{\"explanation\":\"no\","
                        + "\"category\":\"cyber\"}}}"));
    assertEquals("no", refused.text());
    assertEquals("cyber", refused.category());
    assertEquals(2L, ProviderContract.usage(deltas).orElseThrow().tokens().output());
  }

  @Test
  void aRefusalWithoutAnExplanationTellsItsDetails() {
    ProviderException.Refused refused =
        assertThrows(
            ProviderException.Refused.class, () -> stopFor("refusal", "{\"category\":\"cyber\"}"));
    assertEquals("{\"category\":\"cyber\"}", refused.text());
  }

  @Test
  void detailsOfAnotherEndAreSaid() {
    start("\"input_tokens\":1");
    stopFor("end_turn", "{\"type\":\"note\",\"explanation\":\"Shortened.\"}");
    stopFor("end_turn", "null");
    end();
    assertEquals(List.of(new Content.Text("Shortened.")), blocks());
  }

  @ParameterizedTest
  @CsvSource({"max_tokens, false", "model_context_window_exceeded, false", "tool_use, true"})
  void aCallThatIsClosedWithoutArgumentsIsRunOnlyIfThereWasRoomForThem(String reason, boolean run) {
    start("\"input_tokens\":1");
    block("{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"shell\",\"input\":{}}");
    stop();
    stopFor(reason, "null");
    end();
    Content.ToolRequest request = (Content.ToolRequest) blocks().getFirst();
    assertEquals(run, request.call() instanceof Outcome.Success);
    assertEquals(1, blocks().size());
  }

  @Test
  void callsWithoutArgumentsKeepTheirPlace() {
    start("\"input_tokens\":1");
    for (String call : List.of("t1", "t2", "t3")) {
      block("{\"type\":\"tool_use\",\"id\":\"%s\",\"name\":\"a\"}".formatted(call));
      stop();
    }
    stopFor("max_tokens", "null");
    end();
    List<Content> calls = blocks();
    assertEquals(
        List.of("t1 run", "t2 run", "t3 refused"),
        calls.stream()
            .map(Content.ToolRequest.class::cast)
            .map(call -> call.id() + (call.call() instanceof Outcome.Success ? " run" : " refused"))
            .toList());
  }

  @Test
  void twoCallsWithoutArgumentsThatAreOpenAtOnceAreBothGiven() {
    start("\"input_tokens\":1");
    for (int index = 0; index < 2; index++) {
      accept(
          "{\"type\":\"content_block_start\",\"index\":%d,\"content_block\":{\"type\":\"tool_use\",\"id\":\"t%d\",\"name\":\"tree\"}}"
              .formatted(index, index));
    }
    accept("{\"type\":\"content_block_stop\",\"index\":0}");
    accept("{\"type\":\"content_block_stop\",\"index\":1}");
    end();
    assertEquals(
        List.of("t0", "t1"),
        blocks().stream().map(block -> ((Content.ToolRequest) block).id()).toList());
  }

  private void stopFor(String reason, String details) {
    accept(
        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\",\"stop_details\":%s}}"
            .formatted(reason, details));
  }

  @Test
  void aCallWithoutEndIsRefused() {
    start("\"input_tokens\":1");
    block("{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"shell\",\"input\":{}}");
    delta("\"input_json_delta\",\"partial_json\":\"{}\"");
    end();
    Content.ToolRequest request = (Content.ToolRequest) blocks().getFirst();
    assertInstanceOf(Outcome.Failure.class, request.call());
  }

  private ProviderException failure(String error) {
    return assertThrows(
        ProviderException.class, () -> accept("{\"type\":\"error\",\"error\":" + error + "}"));
  }

  private void start(String usage) {
    accept(
        "{\"type\":\"message_start\",\"message\":{\"id\":\"ms1\",\"model\":\"claude-mock\",\"usage\":{"
            + usage
            + "}}}");
  }

  private void block(String block) {
    accept("{\"type\":\"content_block_start\",\"index\":3,\"content_block\":" + block + "}");
  }

  private void delta(String typeAndRest) {
    accept(
        "{\"type\":\"content_block_delta\",\"index\":3,\"delta\":{\"type\":" + typeAndRest + "}}");
  }

  private void stop() {
    accept("{\"type\":\"content_block_stop\",\"index\":3}");
  }

  private void accept(String event) {
    decoder.accept(JsonText.parse(event), deltas::add);
  }

  private void end() {
    decoder.end(deltas::add);
  }

  private List<Content> blocks() {
    return ProviderContract.messages(deltas).stream()
        .flatMap(message -> message.content().stream())
        .toList();
  }
}
