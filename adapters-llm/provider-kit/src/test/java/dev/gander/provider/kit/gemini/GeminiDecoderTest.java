package dev.gander.provider.kit.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
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
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GeminiDecoderTest {
  private final GeminiDecoder decoder =
      new GeminiDecoder(
          "asked", UnaryOperator.identity(), ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}));
  private final List<Delta> deltas = new ArrayList<>();

  @Test
  void anAnswerThatReachesTheOutputLimitSaysSo() {
    decoder.accept(JsonText.parse("{\"candidates\":[{\"finishReason\":\"STOP\"}]}"), deltas::add);
    assertTrue(deltas.stream().noneMatch(Delta::isAtLimit));
    decoder.accept(
        JsonText.parse("{\"candidates\":[{\"finishReason\":\"MAX_TOKENS\"}]}"), deltas::add);
    assertTrue(deltas.stream().anyMatch(Delta::isAtLimit));
  }

  @Test
  void partsAreGivenOneByOneAndCallsKeepTheLastSignature() {
    parts("{'text':'deep','thought':true,'thoughtSignature':'S1'},{'text':''},{'text':'Well.'}");
    parts(
        "{'functionCall':{'name':'tree'}},{'functionCall':{'name':'ls','args':{'a':1}},"
            + "'thoughtSignature':'S2'}");
    decoder.end(deltas::add);
    assertEquals(
        List.of(
            new Content.Thinking("deep", "S1"),
            new Content.Text("Well."),
            call("uuid-2", "tree", null, "S1"),
            call("uuid-3", "ls", JsonObject.of("a", Json.of(1)), "S2")),
        blocks());
    assertTrue(ProviderContract.messages(deltas).stream().allMatch(m -> "uuid-1".equals(m.id())));
  }

  @Test
  void aNameThatNoToolCanHaveIsAFailedCall() {
    parts("{'functionCall':{'name':'rm -rf','args':{}}},{'functionCall':{}}");
    assertEquals(2, blocks().size());
    blocks()
        .forEach(
            block -> {
              var failure =
                  assertInstanceOf(Outcome.Failure.class, ((Content.ToolRequest) block).call());
              assertTrue(failure.error().startsWith("-32600: "), failure::error);
            });
  }

  @Test
  void theLastCountsAreToldOnceWithTheTokensOfTheCache() {
    accept("{'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':1}}");
    accept(
        "{'modelVersion':'gemini-x','usageMetadata':{'promptTokenCount':9,"
            + "'candidatesTokenCount':4,'totalTokenCount':20,'cachedContentTokenCount':6}}");
    decoder.end(deltas::add);
    decoder.end(deltas::add);
    assertEquals(1, deltas.size());
    var usage = ProviderContract.usage(deltas).orElseThrow();
    assertEquals("gemini-x", usage.model());
    assertEquals(9L, usage.tokens().input());
    assertEquals(4L, usage.tokens().output());
    assertEquals(20L, usage.tokens().total());
    assertEquals(6L, usage.tokens().cacheRead());
  }

  @Test
  void whatWeDoNotKnowIsPassedOver() {
    accept("[1]");
    accept("{'candidates':[]}");
    accept("{'candidates':[7]}");
    accept("{'candidates':[{'content':{'parts':[1,{'executableCode':{}},{'text':5}]}}]}");
    accept("{'candidates':[{'content':{}}],'usageMetadata':{'promptTokenCount':'x'}}");
    assertEquals(List.of(), blocks());
  }

  @Test
  void anAnswerThatIsWithheldIsTold() {
    var prompt = refused("{'promptFeedback':{'blockReason':'OTHER'}}");
    assertEquals("OTHER", prompt.category());
    var answer =
        refused(
            "{'candidates':[{'content':{'parts':[{'text':'Once'}]},'finishReason':'SAFETY',"
                + "'finishMessage':'too rude'}],'usageMetadata':{'promptTokenCount':3}}");
    assertEquals("too rude", answer.text());
    assertEquals(List.of(new Content.Text("Once")), blocks());
    assertEquals(3L, ProviderContract.usage(deltas).orElseThrow().tokens().input());
  }

  @Test
  void aCallThatGoogleDroppedIsTold() {
    ProviderException failure =
        assertThrows(
            ProviderException.ExecutionError.class,
            () ->
                accept(
                    "{'candidates':[{'finishReason':'MALFORMED_FUNCTION_CALL',"
                        + "'finishMessage':'print(ls)'}],'usageMetadata':{'promptTokenCount':3}}"));
    assertTrue(failure.text().endsWith("(MALFORMED_FUNCTION_CALL): print(ls)"), failure::text);
    assertEquals(3L, ProviderContract.usage(deltas).orElseThrow().tokens().input());
  }

  @Test
  void anErrorEndsTheAnswerByItsKind() {
    assertInstanceOf(ProviderException.RateLimited.class, failure("RESOURCE_EXHAUSTED"));
    assertInstanceOf(ProviderException.Authentication.class, failure("PERMISSION_DENIED"));
    assertInstanceOf(ProviderException.ServerError.class, failure("INTERNAL"));
    assertInstanceOf(ProviderException.RequestFailed.class, failure("INVALID_ARGUMENT"));
    ProviderException bare =
        assertThrows(ProviderException.class, () -> accept("{'error':{'code':418}}"));
    assertEquals("Google API error (418): no reason given", bare.text());
  }

  private ProviderException failure(String status) {
    return assertThrows(
        ProviderException.class,
        () -> accept("{'error':{'message':'no','status':'" + status + "'}}"));
  }

  private ProviderException.Refused refused(String chunk) {
    return assertThrows(ProviderException.Refused.class, () -> accept(chunk));
  }

  private static Content call(String id, String name, JsonObject arguments, String signature) {
    return new Content.ToolRequest(
        id,
        Outcome.success(new ToolCall(name, arguments)),
        JsonObject.of("metadata", JsonObject.of("thoughtSignature", Json.of(signature))));
  }

  private void parts(String parts) {
    accept("{'candidates':[{'content':{'role':'model','parts':[" + parts + "]}}]}");
  }

  private void accept(String chunk) {
    decoder.accept(JsonText.parse(chunk.replace('\'', '"')), deltas::add);
  }

  private List<Content> blocks() {
    return ProviderContract.messages(deltas).stream()
        .flatMap(message -> message.content().stream())
        .toList();
  }
}
