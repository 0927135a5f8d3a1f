package dev.gander.adapters.llm.services.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.ProviderContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Chat completions as gateways send them: with other ids, without marks, cut off.
class ChatAnswersTest extends ServiceTest {
  private static final String DONE = "data: [DONE]\n\n";
  private static final String CALL =
      "\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"function\":{\"name\":\"shell\",\"arguments\":\"%s\"}}]";
  private static final String BARE = CALL.formatted("");
  private static final String FULL = CALL.formatted("{\\\"command\\\":\\\"ls\\\"}");

  private final List<Delta> told = new ArrayList<>();

  @Test
  void chunksWithIdsOfTheirOwnAreOneMessage() throws Exception {
    service.pieces(
        chunk("x1", "\"content\":\"Hello wor\""),
        chunk("x2", "\"content\":\"ld\""),
        chunk("x3", BARE),
        finish("tool_calls"));
    play();
    assertEquals(
        List.of("x1"),
        ProviderContract.messages(told).stream().map(Message::id).distinct().toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"length", "content_filter", "max_tokens"})
  void aCallThatIsCutOffBeforeItsArgumentsIsRefused(String reason) throws Exception {
    service.pieces(chunk("x", BARE), finish(reason), DONE);
    play();
    assertInstanceOf(Outcome.Failure.class, call());
  }

  @Test
  void aCallWithoutArgumentsIsRunWhenTheAnswerWasFinished() throws Exception {
    ToolCall bare = new ToolCall("shell", JsonObject.EMPTY);
    service.pieces(chunk("x", BARE), finish("tool_calls"));
    play();
    assertEquals(Outcome.success(bare), call());
    told.clear();
    service.pieces(chunk("x", BARE), DONE);
    play();
    assertEquals(Outcome.success(bare), call());
  }

  @Test
  void aCallWithoutArgumentsAndWithoutAnyMarkBrokeOff() {
    service.pieces(chunk("x", "\"content\":\"Now\""), chunk("x", BARE));
    assertBrokenOff();
    assertEquals("Now", ProviderContract.text(ProviderContract.messages(told)));
    assertEquals(List.of(), ProviderContract.requests(told));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}\n\n"
      })
  void aCallWhoseArgumentsHaveAnEndNeedsNoOtherMark(String counts) throws Exception {
    service.pieces(chunk("x", FULL), counts);
    play();
    assertInstanceOf(Outcome.Success.class, call());
  }

  @Test
  void aChunkWithoutChoicesDoesNotEndACallThatIsComingIn() throws Exception {
    service.pieces(
        chunk("x", BARE),
        "data: {\"id\":\"x\",\"choices\":[]}\n\n",
        chunk("x", "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"a\\\":1}\"}}]"),
        finish("tool_calls"));
    play();
    assertEquals(
        Outcome.success(new ToolCall("shell", JsonObject.of("a", JsonNumber.of(1)))), call());
  }

  /// Older versions of Ollama write `""` where nothing has ended.
  @Test
  void anEmptyReasonIsNone() throws Exception {
    service.pieces(
        "data: {\"choices\":[{\"delta\":{%s},\"finish_reason\":\"\"}]}\n\n".formatted(BARE),
        finish("length"));
    play();
    assertInstanceOf(Outcome.Failure.class, call());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}",
        "{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}"
      })
  void anAnswerWithoutWordsAndWithoutAnyMarkBrokeOff(String chunk) {
    service.pieces("data: " + chunk + "\n\n");
    assertBrokenOff();
  }

  @ParameterizedTest
  @CsvSource({"true, plan", "false, pl"})
  void inlineThoughtsAreKeptWhenTheConnectionBreaks(boolean finished, String thought) {
    String text = finished ? "<think>plan</think>The an" : "The an<think>pl";
    service.reply(
        ModelService.broken(
            chunk("x", "\"content\":\"%s\"".formatted(text)).getBytes(StandardCharsets.UTF_8)));
    assertThrows(ProviderException.NetworkError.class, this::play);
    assertEquals("The an", ProviderContract.text(ProviderContract.messages(told)));
    assertEquals(List.of(new Content.Thinking(thought, "")), thoughts());
  }

  @Test
  void thoughtsBesideACallAreKeptWhenTheConnectionBreaks() {
    service.reply(
        ModelService.broken(
            chunk("x", "\"reasoning_content\":\"why\"," + FULL).getBytes(StandardCharsets.UTF_8)));
    assertThrows(ProviderException.NetworkError.class, this::play);
    assertEquals(List.of(new Content.Thinking("why", "")), thoughts());
    assertEquals(List.of(), ProviderContract.requests(told));
  }

  private void assertBrokenOff() {
    assertEquals(
        "Stream decode error: the answer broke off before its end",
        assertThrows(ProviderException.NetworkError.class, this::play).text());
  }

  private void play() throws InterruptedException {
    Provider provider =
        new OpenAiProviderFactory()
            .create(
                TestSettings.of("OPENAI_HOST", service.url(), "OPENAI_API_KEY", "x"),
                new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})));
    ProviderRequest request =
        new ProviderRequest(
            ModelConfig.of("mock"),
            "s1",
            "",
            List.of(Message.user("u", 1, new Content.Text("hello"))),
            List.of());
    try (ProviderStream stream = provider.stream(request)) {
      for (Optional<Delta> next = stream.next(); next.isPresent(); next = stream.next()) {
        told.add(next.get());
      }
    }
  }

  private Outcome<ToolCall> call() {
    return ((Content.ToolRequest) ProviderContract.requests(told).getFirst()).call();
  }

  private List<Content> thoughts() {
    return ProviderContract.messages(told).stream()
        .flatMap(message -> message.content().stream())
        .filter(Content.Thinking.class::isInstance)
        .toList();
  }

  private static String chunk(String id, String delta) {
    return "data: {\"id\":\"%s\",\"model\":\"mock\",\"choices\":[{\"delta\":{%s},\"finish_reason\":null}]}\n\n"
        .formatted(id, delta);
  }

  private static String finish(String reason) {
    return "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"%s\"}]}\n\n".formatted(reason);
  }
}
