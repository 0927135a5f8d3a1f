package dev.gander.adapters.llm.clouds.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.clouds.aws.Frames;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Outcome;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.ProviderContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers event by event, good and bad.
class ConverseStreamTest extends ServiceTest {
  private static final byte[] FINE = delta(0, "{\"text\":\"fine\"}");
  private static final byte[] STOP = Frames.event("messageStop", "{\"stopReason\":\"end_turn\"}");

  @Test
  void thoughtsComeWholeWithTheirSignature() throws Exception {
    service.pieces(
        delta(0, "{\"reasoningContent\":{\"text\":\"h\"}}"),
        delta(0, "{\"reasoningContent\":{\"text\":\"m\"}}"),
        delta(0, "{\"reasoningContent\":{\"signature\":\"sig\"}}"),
        stopBlock(0),
        delta(1, "{\"reasoningContent\":{\"redactedContent\":\"AQ==\"}}"),
        delta(1, "{\"reasoningContent\":{\"redactedContent\":\"AgM=\"}}"),
        stopBlock(1),
        delta(2, "{\"text\":\"so\"}"),
        STOP);
    assertEquals(
        List.of(
            new Content.Thinking("hm", "sig"),
            new Content.RedactedThinking("AQID", JsonObject.EMPTY),
            new Content.Text("so")),
        content(all()));
  }

  @Test
  void allFragmentsHaveOneIdAndCacheTokensCountAsInput() throws Exception {
    service.pieces(
        FINE,
        FINE,
        STOP,
        Frames.event(
            "metadata",
            "{\"usage\":{\"inputTokens\":2,\"outputTokens\":3,\"totalTokens\":30,"
                + "\"cacheReadInputTokens\":20,\"cacheWriteInputTokens\":5}}"));
    List<Delta> deltas = all();
    assertEquals(
        List.of("msg_uuid-1", "msg_uuid-1"),
        ProviderContract.messages(deltas).stream().map(Message::id).toList());
    assertEquals(new TokenUsage(27L, 3L, 30L, 20L, 5L), deltas.getLast().usage().tokens());
    assertEquals("mock", deltas.getLast().usage().model());
  }

  @Test
  void aCallThatNeverEndsIsNotRun() throws Exception {
    service.pieces(
        Frames.event(
            "contentBlockStart",
            "{\"contentBlockIndex\":1,\"start\":{\"toolUse\":{\"toolUseId\":\"t\",\"name\":\"n\"}}}"),
        delta(1, "{\"toolUse\":{\"input\":\"{\\\"a\\\":\\\"b\"}}"),
        Frames.event("messageStop", "{\"stopReason\":\"max_tokens\"}"));
    Content.ToolRequest call = (Content.ToolRequest) content(all()).getFirst();
    assertEquals("t", call.id());
    assertInstanceOf(Outcome.Failure.class, call.call());
  }

  @Test
  void whatWeDoNotKnowIsPassedOver() throws Exception {
    service.pieces(
        Frames.event("somethingNew", "{\"x\":1}"),
        delta(0, "{\"citation\":{}}"),
        delta(7, "{\"toolUse\":{\"input\":\"lost\"}}"),
        Frames.event("contentBlockDelta", "[]"),
        FINE,
        stopBlock(9),
        STOP);
    assertEquals(List.of(new Content.Text("fine")), content(all()));
  }

  @ParameterizedTest
  @CsvSource({
    "throttlingException, RateLimited",
    "accessDeniedException, Authentication",
    "internalServerException, ServerError",
    "serviceUnavailableException, ServerError",
    "modelStreamErrorException, ExecutionError",
    "validationException, ExecutionError",
    "somethingElse, ServerError"
  })
  void anExceptionInsideIsToldAfterItsWords(String type, String kind) throws Exception {
    service.pieces(FINE, Frames.exception(type, "{\"message\":\"why\"}"));
    ProviderException failure = failureAfterFine();
    assertEquals(kind, failure.getClass().getSimpleName());
    assertEquals("AWS: " + type + ": why", failure.text());
  }

  @Test
  void aTooLongConversationIsToldInTheStreamToo() throws Exception {
    service.pieces(
        FINE, Frames.exception("validationException", "{\"message\":\"Input is too long\"}"));
    assertInstanceOf(ProviderException.ContextLengthExceeded.class, failureAfterFine());
  }

  @Test
  void aWithheldAnswerIsARefusalWithItsCounts() throws Exception {
    service.pieces(
        FINE,
        Frames.event("messageStop", "{\"stopReason\":\"content_filtered\"}"),
        Frames.event("metadata", "{\"usage\":{\"inputTokens\":1,\"outputTokens\":1}}"));
    List<Delta> before = new ArrayList<>();
    ProviderException failure = failure(before);
    assertEquals("content_filtered", ((ProviderException.Refused) failure).category());
    assertEquals(2L, before.getLast().usage().tokens().total());
  }

  @Test
  void anAnswerThatEndsWithoutSayingWhyWasCutOff() throws Exception {
    service.pieces(FINE);
    assertInstanceOf(ProviderException.NetworkError.class, failureAfterFine());
  }

  @Test
  void aCutOrDamagedMessageIsAnError() throws Exception {
    service.pieces(FINE, Arrays.copyOf(FINE, FINE.length - 3));
    assertInstanceOf(ProviderException.NetworkError.class, failureAfterFine());
    byte[] damaged = FINE.clone();
    damaged[damaged.length - 10] ^= 1;
    service.pieces(FINE, damaged, STOP);
    assertInstanceOf(ProviderException.NetworkError.class, failureAfterFine());
    service.pieces(FINE, Frames.event("contentBlockDelta", "{\"delta\":"), STOP);
    assertInstanceOf(ProviderException.NetworkError.class, failureAfterFine());
    service.pieces(FINE, delta(1, "{\"reasoningContent\":{\"redactedContent\":\"?\"}}"), STOP);
    assertInstanceOf(ProviderException.NetworkError.class, failureAfterFine());
  }

  @Test
  void aPageInsteadOfAnAnswerIsAnError() {
    service.pieces("<html><body>Please sign in to the guest network</body></html>");
    ProviderException failure = assertThrows(ProviderException.class, this::all);
    assertTrue(failure.text().startsWith("Stream decode error: "), failure::text);
  }

  private static byte[] delta(int index, String delta) {
    return Frames.event(
        "contentBlockDelta", "{\"contentBlockIndex\":" + index + ",\"delta\":" + delta + "}");
  }

  private static byte[] stopBlock(int index) {
    return Frames.event("contentBlockStop", "{\"contentBlockIndex\":" + index + "}");
  }

  private static List<Content> content(List<Delta> deltas) {
    return ProviderContract.messages(deltas).stream()
        .flatMap(message -> message.content().stream())
        .toList();
  }

  private ProviderException failureAfterFine() throws InterruptedException {
    List<Delta> before = new ArrayList<>();
    ProviderException failure = failure(before);
    assertEquals(List.of(new Content.Text("fine")), content(before));
    return failure;
  }

  private ProviderException failure(List<Delta> before) throws InterruptedException {
    try (ProviderStream stream = stream()) {
      return assertThrows(
          ProviderException.class,
          () -> {
            for (Optional<Delta> d = stream.next(); d.isPresent(); d = stream.next()) {
              before.add(d.get());
            }
          });
    }
  }

  private List<Delta> all() throws InterruptedException {
    try (ProviderStream stream = stream()) {
      return ProviderContract.drain(stream);
    }
  }

  private ProviderStream stream() throws InterruptedException {
    return new BedrockProviderFactory()
            .create(
                TestSettings.of(
                    "AWS_ENDPOINT_URL_BEDROCK_RUNTIME",
                    service.url(),
                    "AWS_REGION",
                    "eu-test-1",
                    "TEST_KEY",
                    "s3cret"),
                new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})))
            .stream(
                new ProviderRequest(
                    ModelConfig.of("mock"),
                    "s",
                    "",
                    List.of(Message.user("u", 1, new Content.Text("hi"))),
                    List.of()));
  }
}
