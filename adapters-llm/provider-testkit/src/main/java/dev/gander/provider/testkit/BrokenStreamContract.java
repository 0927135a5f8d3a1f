package dev.gander.provider.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedAnswer.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every streaming provider does with an answer that breaks off, stalls or comes in odd
/// pieces: it delivers the text that arrived, never runs half a call, never waits forever, and lets
/// no answer fill the memory.
public interface BrokenStreamContract extends ServiceFailureContract {
  /// The service's form of an answer.
  ModelService.Dialect wire();

  /// Whether a garbled stream may yield this call.
  ///
  /// @param meant the call that the model made
  default boolean isSound(ToolCall call, ToolCall meant) {
    return call.equals(meant);
  }

  /// The arguments of the calls in the streams.
  JsonObject ARGUMENTS = JsonObject.of("command", Json.of("rm -rf \"/tmp/grüße\""));

  @Test
  default void aConnectionThatBreaksBeforeTheFirstByteIsAFailure() {
    // A request whose connection breaks before the status arrives is repeated.
    service().always(ModelService.broken());
    assertInstanceOf(ProviderException.NetworkError.class, failure(new ArrayList<>()));
  }

  @Test
  default void aConnectionThatBreaksInsideACharacterCostsNoWords() {
    byte[] cut = within(written(ScriptedAnswer.start("a1").text("世界")), "世");
    service().reply(ModelService.broken(bytes(begun("half")), cut));
    List<Delta> before = new ArrayList<>();
    assertInstanceOf(ProviderException.NetworkError.class, failure(before));
    assertEquals("half", text(before));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  default void halfACallIsNeverRun(int eighths) {
    byte[] call = bytes(written(ScriptedAnswer.start("a1").call("t1", "shell", ARGUMENTS)));
    byte[] cut = Arrays.copyOf(call, call.length * eighths / 8);
    service().reply(ModelService.broken(bytes(begun("half")), cut));
    List<Delta> before = new ArrayList<>();
    failure(before);
    assertEquals("half", text(before));
    assertTrue(ProviderContract.requests(before).isEmpty());
    service().pieces(bytes(begun("half")), cut);
    assertOnlyWholeCalls();
  }

  /// A connection may also break in a way that looks like an end.
  @Test
  default void anAnswerThatEndsBeforeItsMarkBrokeOff() {
    service().pieces(begun("half"));
    if (!wire().needsItsEnd()) {
      assertEquals("half", text(told()));
      return;
    }
    List<Delta> before = new ArrayList<>();
    assertEquals(
        "Network error: Stream decode error: the answer broke off before its end",
        failure(before).display());
    assertEquals("half", text(before));
  }

  @Test
  default void aServiceThatFallsSilentIsGivenUp() {
    service().stall(begun("half"));
    TestSettings hasty = TestSettings.of("GOOSE_STREAM_TIMEOUT", "1");
    List<Delta> before = new ArrayList<>();
    ProviderException failure =
        failureAfter(provider(service().url(), hasty, new TestTime()), before);
    assertInstanceOf(ProviderException.NetworkError.class, failure);
    assertTrue(
        failure.text().startsWith("Request timed out — the model sent nothing for 1 s ("),
        failure::text);
    assertTrue(failure.text().contains("GOOSE_STREAM_TIMEOUT"), failure::text);
    assertEquals("half", text(before));
  }

  @Test
  default void aChunkThatIsNoJsonEndsTheAnswerAfterItsWords() {
    ScriptedAnswer answer = ScriptedAnswer.start("a1");
    service()
        .pieces(
            begun("half"), wire().prefix() + "{not json\n\n", begun("more"), wire().end(answer));
    if (wire().toleratesGarbage()) {
      assertEquals("halfmore", text(told()));
      return;
    }
    List<Delta> before = new ArrayList<>();
    ProviderException failure = failure(before);
    assertTrue(failure.text().startsWith("Stream decode error: "), failure::text);
    assertEquals("half", text(before));
  }

  @Test
  default void bytesMayComeOneByOne() {
    byte[] answer = bytes(whole(ScriptedAnswer.start("a1").text("Grüße, 世界 🪿")));
    byte[][] single = new byte[answer.length][];
    for (int i = 0; i < answer.length; i++) {
      single[i] = new byte[] {answer[i]};
    }
    service().pieces(single);
    assertEquals("Grüße, 世界 🪿", text(told()));
  }

  /// A service may repeat chunks; the call is run as intended or not at all.
  @Test
  default void chunksThatComeTwiceMakeNoOtherCall() {
    List<String> twice = new ArrayList<>();
    for (String chunk : chunksOfACall()) {
      twice.addAll(List.of(chunk, chunk));
    }
    service().pieces(twice.toArray(String[]::new));
    assertOnlyWholeCalls();
  }

  @Test
  default void chunksInTheWrongOrderMakeNoOtherCall() {
    List<String> chunks = new ArrayList<>(chunksOfACall());
    Collections.reverse(chunks);
    service().pieces(chunks.toArray(String[]::new));
    assertOnlyWholeCalls();
  }

  @Test
  default void argumentsThatAreNoJsonAreNotRun() {
    assumeFalse(wire().brokenCall().isEmpty(), "arguments are part of a chunk");
    ScriptedAnswer answer = ScriptedAnswer.start("a1");
    service().pieces(wire().begin(answer), wire().brokenCall(), wire().end(answer));
    List<Content> calls = ProviderContract.requests(told());
    assertEquals(1, calls.size());
    assertInstanceOf(Outcome.Failure.class, ((Content.ToolRequest) calls.getFirst()).call());
  }

  @Test
  default void aLineWithoutEndIsRefusedBeforeItFillsTheMemory() {
    byte[] megabyte = new byte[1024 * 1024];
    Arrays.fill(megabyte, (byte) 'x');
    byte[][] pieces = new byte[52][];
    Arrays.fill(pieces, megabyte);
    pieces[0] = bytes(begun("half"));
    pieces[1] = bytes(wire().prefix() + "\"");
    service().pieces(pieces);
    List<Delta> before = new ArrayList<>();
    assertEquals(
        "Request failed: Stream decode error: a line of the answer is longer than 16 MB",
        failure(before).display());
    assertEquals("half", text(before));
  }

  private ProviderException failure(List<Delta> before) {
    return failureAfter(providerAt(service().url()), before);
  }

  private List<Delta> told() {
    List<Delta> told = new ArrayList<>();
    assertTimeoutPreemptively(IN_TIME, () -> collect(providerAt(service().url()), told));
    return told;
  }

  /// Every call delivered before the end, whether good or bad, is the intended one.
  private void assertOnlyWholeCalls() {
    List<Delta> told = new ArrayList<>();
    assertTimeoutPreemptively(
        IN_TIME,
        () -> {
          try {
            collect(providerAt(service().url()), told);
          } catch (ProviderException _) {
            // Rejecting such an answer is also right.
          }
        });
    for (Content request : ProviderContract.requests(told)) {
      if (((Content.ToolRequest) request).call() instanceof Outcome.Success<ToolCall>(var call)) {
        assertTrue(isSound(call, new ToolCall("shell", ARGUMENTS)), call::toString);
      }
    }
  }

  /// The chunks of a call that is delivered when they arrive in order.
  private List<String> chunksOfACall() {
    String answer = whole(ScriptedAnswer.start("a1").call("t1", "shell", ARGUMENTS));
    List<String> chunks = Arrays.stream(answer.split("(?<=\n\n)")).toList();
    assertTrue(chunks.size() > 1 || !answer.contains("\n\n"), answer);
    service().pieces(chunks.toArray(String[]::new));
    assertEquals(
        List.of(Outcome.success(new ToolCall("shell", ARGUMENTS))),
        ProviderContract.requests(told()).stream()
            .map(request -> ((Content.ToolRequest) request).call())
            .toList());
    return chunks;
  }

  private String begun(String text) {
    ScriptedAnswer answer = ScriptedAnswer.start("a1").text(text);
    return wire().begin(answer) + written(answer);
  }

  private String whole(ScriptedAnswer answer) {
    return wire().begin(answer) + written(answer) + wire().end(answer);
  }

  private String written(ScriptedAnswer answer) {
    StringBuilder steps = new StringBuilder();
    for (Step step : answer.steps()) {
      steps.append(wire().step(answer, (Step.Emit) step));
    }
    return steps.toString();
  }

  /// The beginning of a text up to the middle of a character.
  private static byte[] within(String text, String character) {
    int at = text.indexOf(character);
    assertFalse(at < 0, text);
    return Arrays.copyOf(bytes(text), bytes(text.substring(0, at)).length + 1);
  }

  private static String text(List<Delta> deltas) {
    return ProviderContract.text(ProviderContract.messages(deltas));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
