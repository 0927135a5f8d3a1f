package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The contract of a provider's capabilities. Those declared in [#capabilities()] are tested; for
/// the others, it is tested that the provider reports the lack or omits the data. A part of
/// [ProviderContract].
public interface CapabilityContract {
  /// An image of one pixel, as base64.
  String DOT =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

  /// A provider whose service gives these answers, one per request. Its delays between retries are
  /// short enough for a test.
  Provider provider(List<ScriptedAnswer> answers) throws Exception;

  /// The provider's capabilities.
  default Set<Capability> capabilities() {
    return Capability.OF_MOST_SERVICES;
  }

  /// The requests received by the service so far, as on the wire; empty if a test cannot observe
  /// them.
  default List<String> sent() {
    return List.of();
  }

  /// A request with the text `hello`; an implementation may need a different text.
  default ProviderRequest request() {
    Tool tool = new Tool("shell", "runs a command", JsonObject.EMPTY, JsonObject.EMPTY);
    return new ProviderRequest(
        ModelConfig.of("mock"),
        "20260304_1",
        "You are a test.",
        List.of(Message.user("u1", 1, new Content.Text("hello"))),
        List.of(tool));
  }

  @Test
  default void withoutCountsNoneAreMadeUp() throws Exception {
    assumeFalse(can(Capability.TOKEN_COUNTS));
    assertEquals(
        Optional.empty(), ProviderContract.usage(play(ScriptedAnswer.start("a1").text("ok"))));
  }

  /// Every session has tools, and one may have been used with another model before.
  @Test
  default void withoutCallsToolsAreLeftOut() throws Exception {
    assumeFalse(can(Capability.TOOL_CALLS));
    List<Delta> deltas =
        play(provider(List.of(ScriptedAnswer.says("only words"))), afterCallsOfAnother());
    assertEquals("only words", ProviderContract.text(ProviderContract.messages(deltas)));
    assertEquals(List.of(), ProviderContract.requests(deltas));
  }

  @Test
  default void aConversationWithAnotherModelGoesOn() throws Exception {
    assumeTrue(can(Capability.TOOL_CALLS));
    Provider provider = provider(List.of(ScriptedAnswer.says("go on")));
    assertEquals(
        "go on",
        ProviderContract.text(ProviderContract.messages(play(provider, afterCallsOfAnother()))));
  }

  @Test
  default void thoughtsAreToldApart() throws Exception {
    assumeTrue(can(Capability.THINKING));
    List<Delta> deltas =
        play(ScriptedAnswer.start("a1").thinking("Hm.", "").text("So.").usage(1, 1));
    assertEquals("So.", ProviderContract.text(ProviderContract.messages(deltas)));
    assertEquals("Hm.", thoughts(deltas));
  }

  @Test
  default void withoutThoughtsNoneAreMadeUp() throws Exception {
    assumeFalse(can(Capability.THINKING));
    List<Delta> deltas = play(ScriptedAnswer.start("a1").text("<b>So.</b>").usage(1, 1));
    assertEquals("<b>So.</b>", ProviderContract.text(ProviderContract.messages(deltas)));
    assertEquals("", thoughts(deltas));
  }

  @Test
  default void aPictureReachesTheModel() throws Exception {
    assumeTrue(can(Capability.IMAGES));
    Provider provider = provider(List.of(ScriptedAnswer.says("a dot")));
    assertEquals(
        "a dot", ProviderContract.text(ProviderContract.messages(play(provider, withPicture()))));
    List<String> sent = sent();
    assertTrue(sent.isEmpty() || sent.getLast().contains(DOT), sent::toString);
  }

  @Test
  default void withoutEyesAPictureIsRefused() throws Exception {
    assumeFalse(can(Capability.IMAGES));
    Provider provider = provider(List.of(ScriptedAnswer.says("a dot")));
    assertThrows(ProviderException.Unsupported.class, () -> provider.stream(withPicture()));
  }

  @Test
  default void theModelsAreListedOrItIsToldWhyNot() throws Exception {
    assumeTrue(can(Capability.MODEL_LIST));
    try {
      assertFalse(provider(List.of()).models().isEmpty());
    } catch (ProviderException e) {
      assertFalse(e instanceof ProviderException.Unsupported, e::display);
    }
  }

  @Test
  default void withoutAListOfModelsThatIsTold() throws Exception {
    assumeFalse(can(Capability.MODEL_LIST));
    Provider provider = provider(List.of());
    assertThrows(ProviderException.Unsupported.class, provider::models);
  }

  @Test
  default void withoutASignInThatIsTold() throws Exception {
    assumeFalse(can(Capability.SIGN_IN));
    Provider provider = provider(List.of());
    assertThrows(ProviderException.ExecutionError.class, provider::signIn);
  }

  /// A provider of whole answers waits before the first step.
  @Test
  default void anInterruptEndsAThreadThatWaitsForAWholeAnswer() throws Exception {
    assumeFalse(can(Capability.FRAGMENTS));
    CountDownLatch asked = new CountDownLatch(1);
    Provider provider = provider(List.of(ScriptedAnswer.start("a1").hang(asked)));
    AtomicReference<Thread> asking = new AtomicReference<>();
    Future<List<Delta>> answer =
        inBackground(
            () -> {
              asking.set(Thread.currentThread());
              return play(provider, request());
            });
    assertTrue(asked.await(30, TimeUnit.SECONDS));
    Objects.requireNonNull(asking.get()).interrupt();
    ExecutionException failure =
        assertThrows(ExecutionException.class, () -> answer.get(30, TimeUnit.SECONDS));
    assertInstanceOf(InterruptedException.class, failure.getCause());
  }

  default boolean can(Capability capability) {
    return capabilities().contains(capability);
  }

  private ProviderRequest withPicture() {
    return asking(
        List.of(
            Message.user(
                "u1",
                1,
                new Content.Text("What is this?"),
                new Content.Image(DOT, "image/png", JsonObject.EMPTY))));
  }

  private ProviderRequest afterCallsOfAnother() {
    Content call = new Content.ToolRequest("c1", call("shell", JsonObject.EMPTY));
    Content result = new Content.ToolResponse("c1", Outcome.success(ToolResult.text("a file")));
    List<Message> messages =
        new ArrayList<>(
            List.of(
                Message.user("u1", 1, new Content.Text("Look around")),
                Message.assistant("b1", 2, new Content.Thinking("Hm.", "signed"), call),
                Message.user("r1", 3, result),
                Message.assistant("b2", 4, new Content.Text("There is a file."))));
    messages.addAll(request().messages());
    return asking(messages);
  }

  private ProviderRequest asking(List<Message> messages) {
    ProviderRequest usual = request();
    return new ProviderRequest(
        usual.model(), usual.sessionId(), usual.system(), messages, usual.tools());
  }

  default List<Delta> play(ScriptedAnswer answer) throws Exception {
    return play(provider(List.of(answer)), request());
  }

  static List<Delta> play(Provider provider, ProviderRequest request) throws InterruptedException {
    try (ProviderStream stream = provider.stream(request)) {
      return ProviderContract.drain(stream);
    }
  }

  static <T> Future<T> inBackground(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread.ofVirtual().start(future);
    return future;
  }

  static Outcome<ToolCall> call(String tool, JsonObject arguments) {
    return Outcome.success(new ToolCall(tool, arguments));
  }

  private static String thoughts(List<Delta> deltas) {
    return ProviderContract.messages(deltas).stream()
        .flatMap(message -> message.content().stream())
        .filter(Content.Thinking.class::isInstance)
        .map(block -> ((Content.Thinking) block).thinking())
        .collect(Collectors.joining());
  }
}
