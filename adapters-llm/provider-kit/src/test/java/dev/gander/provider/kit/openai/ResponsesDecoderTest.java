package dev.gander.provider.kit.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
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
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesDecoderTest {
  private static final String MESSAGE =
      "{\"type\":\"message\",\"id\":\"m1\",\"content\":[{\"type\":\"output_text\",\"text\":\"Late\"}]}";

  private final ResponsesDecoder decoder =
      new ResponsesDecoder(
          ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}),
          new CarriedReasoning("openai"),
          "gpt-5");
  private final List<Delta> deltas = new ArrayList<>();

  @Test
  void anAnswerThatReachesTheOutputLimitSaysSo() {
    decoder.accept(
        JsonText.parse(
            "{\"type\":\"response.incomplete\",\"response\":{\"incomplete_details\":{\"reason\":\"content_filter\"}}}"),
        deltas::add);
    assertTrue(deltas.stream().noneMatch(Delta::isAtLimit));
    decoder.accept(
        JsonText.parse(
            "{\"type\":\"response.incomplete\",\"response\":{\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}}"),
        deltas::add);
    assertTrue(deltas.stream().anyMatch(Delta::isAtLimit));
  }

  @Test
  void textThatWasStreamedIsNotToldAgainAndAllHasOneId() {
    created();
    text("He");
    text("llo");
    done(0, MESSAGE);
    completed("[" + MESSAGE + "]");
    end();
    assertEquals(List.of(new Content.Text("He"), new Content.Text("llo")), blocks());
    assertEquals(List.of("rs1"), ids());
    assertEquals("gpt-5-2026", ProviderContract.usage(deltas).orElseThrow().model());
  }

  @Test
  void textThatWasNotStreamedIsToldAtTheEnd() {
    done(0, MESSAGE);
    completed("[]");
    end();
    assertEquals(List.of(new Content.Text("Late")), blocks());
  }

  @Test
  void theIdStaysWhenTheServiceNamesItsResponseLate() {
    text("early");
    completed("[{\"type\":\"reasoning\",\"summary\":[{\"text\":\"a\"},{\"text\":\"b\"}]}]");
    end();
    assertEquals(List.of(new Content.Text("early"), new Content.Thinking("a\nb", "")), blocks());
    assertEquals(1, ids().size());
  }

  @Test
  void encryptedThoughtsStayWithTheCallThatFollowsThem() {
    completed(
        "[{\"type\":\"reasoning\",\"id\":\"q1\",\"summary\":[],\"encrypted_content\":\"E1\"},"
            + call("t1", "{}")
            + ","
            + call("t2", "{}")
            + "]");
    end();
    assertEquals(
        JsonText.parse(
            "{\"_meta\":{\"encrypted_reasoning\":{\"provider\":\"openai\",\"items\":"
                + "[{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"E1\"}]}}}"),
        request(0).other());
    assertEquals(JsonObject.EMPTY, request(1).other());
  }

  @Test
  void itemsMayComeInAnyOrderAndTwice() {
    done(2, call("t2", "{}"));
    done(1, call("t1", "{\"a\":1}"));
    done(2, call("t2", "{}"));
    end();
    assertEquals(2, blocks().size());
    assertEquals("t1", request(0).id());
    assertEquals("t2", request(1).id());
  }

  @Test
  void aCallThatNeverEndedIsRefused() {
    added(0, call("t1", ""));
    arguments(0, "{\"command\":\"rm -r");
    end();
    String error = assertInstanceOf(Outcome.Failure.class, request(0).call()).error();
    assertTrue(error.endsWith("ending in: {\"command\":\"rm -r"), error);
  }

  @Test
  void aCallThatTheServiceCallsIncompleteIsRefusedThoughItLooksWhole() {
    accept(
        "{\"type\":\"response.incomplete\",\"response\":{\"output\":["
            + "{\"type\":\"function_call\",\"call_id\":\"t1\",\"name\":\"shell\","
            + "\"arguments\":\"\",\"status\":\"incomplete\"}]}}");
    end();
    assertInstanceOf(Outcome.Failure.class, request(0).call());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "null", "{}"})
  void argumentsThatAreNoObjectAreNone(String arguments) {
    done(0, call("t1", arguments));
    end();
    assertEquals(Outcome.success(new ToolCall("shell", JsonObject.EMPTY)), request(0).call());
  }

  @Test
  void brokenArgumentsAreRefused() {
    done(0, call("t1", "{\"path\": oops"));
    end();
    assertInstanceOf(Outcome.Failure.class, request(0).call());
  }

  @Test
  void whatWasFinishedBeforeABreakIsGivenAndHalfACallIsNot() {
    created();
    done(0, call("t1", "{}"));
    added(1, call("t2", ""));
    arguments(1, "{\"a");
    decoder.breakOff(deltas::add);
    assertEquals(1, blocks().size());
    assertEquals("t1", request(0).id());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"response.failed","response":{"error":{"code":"server_error","message":"boom"}}} | Request failed: Responses API failed: boom
          {"type":"response.failed","error":{"message":"boom"}}      | Request failed: Responses API failed: boom
          {"type":"response.failed","response":{}}                   | Request failed: Responses API failed: the service gave no reason
          {"type":"error","code":"x","message":"boom","param":null}  | Request failed: Responses API error: boom
          {"type":"error","error":{"code":"odd"}}                    | Request failed: Responses API error: odd
          {"error":{"message":"boom"}}                               | Request failed: Responses API error: boom
          {"error":"boom"}                                           | Request failed: Responses API error: boom
          {"type":"error","error":{"code":"rate_limit_exceeded","message":"slow down"}} | Rate limit exceeded: slow down
          {"type":"response.failed","response":{"error":{"code":"context_length_exceeded","message":"Too much."}}} | Context length exceeded: Too much.
          """)
  void anErrorInTheStreamIsToldWhereverItStands(String event, String message) {
    text("half");
    ProviderException failure = assertThrows(ProviderException.class, () -> accept(event));
    assertEquals(message, failure.display());
    decoder.breakOff(deltas::add);
    assertEquals(List.of(new Content.Text("half")), blocks());
  }

  @Test
  void aChunkThatIsNoObjectIsAnError() {
    assertThrows(ProviderException.NetworkError.class, () -> accept("[1]"));
  }

  @Test
  void whatMakesNoSenseIsPassedOver() {
    for (String event :
        List.of(
            "{}",
            "{\"type\":7}",
            "{\"type\":\"keepalive\"}",
            "{\"type\":\"response.from_the_future\",\"x\":1}",
            "{\"type\":\"response.created\",\"response\":[]}",
            "{\"type\":\"response.output_text.delta\",\"delta\":{}}",
            "{\"type\":\"response.output_item.added\",\"item\":null}",
            "{\"type\":\"response.output_item.done\"}",
            "{\"type\":\"response.function_call_arguments.delta\",\"delta\":\"{\"}",
            "{\"type\":\"response.output_item.done\",\"item\":{\"type\":\"web_search_call\"}}")) {
      accept(event);
    }
    text("Hi");
    accept(
        "{\"type\":\"response.completed\",\"response\":{\"output\":[1,{\"type\":\"reasoning\"}],"
            + "\"usage\":{\"input_tokens\":null,\"output_tokens\":\"x\"}}}");
    end();
    assertEquals(List.of(new Content.Text("Hi")), blocks());
    assertEquals("gpt-5", ProviderContract.usage(deltas).orElseThrow().model());
  }

  private void created() {
    accept(
        "{\"type\":\"response.created\",\"response\":{\"id\":\"rs1\",\"model\":\"gpt-5-2026\"}}");
  }

  private void text(String delta) {
    accept("{\"type\":\"response.output_text.delta\",\"delta\":\"" + delta + "\"}");
  }

  private void added(int index, String item) {
    item("added", index, item);
  }

  private void done(int index, String item) {
    item("done", index, item);
  }

  private void item(String what, int index, String item) {
    accept(
        "{\"type\":\"response.output_item."
            + what
            + "\",\"output_index\":"
            + index
            + ",\"item\":"
            + item
            + "}");
  }

  private void arguments(int index, String delta) {
    accept(
        "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":"
            + index
            + ",\"delta\":"
            + JsonText.write(Json.of(delta))
            + "}");
  }

  private void completed(String output) {
    accept(
        "{\"type\":\"response.completed\",\"response\":{\"id\":\"rs9\",\"output\":"
            + output
            + ",\"usage\":{\"input_tokens\":9,\"output_tokens\":4,\"total_tokens\":13}}}");
    assertTrue(decoder.isOver());
  }

  private static String call(String id, String arguments) {
    return "{\"type\":\"function_call\",\"id\":\"f-"
        + id
        + "\",\"call_id\":\""
        + id
        + "\",\"name\":\"shell\",\"arguments\":"
        + JsonText.write(Json.of(arguments))
        + "}";
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

  private Content.ToolRequest request(int index) {
    return (Content.ToolRequest) ProviderContract.requests(deltas).get(index);
  }

  private List<String> ids() {
    return ProviderContract.messages(deltas).stream().map(Message::id).distinct().toList();
  }
}
