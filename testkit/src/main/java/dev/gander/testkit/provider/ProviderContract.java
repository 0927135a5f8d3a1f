package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.ProviderUsage;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every provider does, whatever its service speaks. The test of a provider plays answers
/// through its service: a step that fails breaks the connection, one that refuses answers with the
/// status for it, one that pauses stalls.
public interface ProviderContract {
  /// A provider whose service gives these answers, one to each request. It does not wait between
  /// retries for longer than a test can bear.
  Provider provider(List<ScriptedAnswer> answers) throws Exception;

  /// A request with the text `hello`; an implementation may need another text.
  default ProviderRequest request() {
    Tool tool = new Tool("shell", "runs a command", JsonObject.EMPTY, JsonObject.EMPTY);
    return new ProviderRequest(
        ModelConfig.of("mock"),
        "20260304_1",
        "You are a test.",
        List.of(Message.user("u1", 1, new Content.Text("hello"))),
        List.of(tool));
  }

  /// Whether calls have the ids that the service gave them; otherwise the provider makes some up.
  default boolean callsKeepTheirIds() {
    return true;
  }

  /// Whether it is an agent itself, so that what its model calls is its own affair. Its request has
  /// a workplace in which it has to ask.
  default boolean isAgent() {
    return false;
  }

  /// Whether it asks the user before it does something.
  default boolean asks() {
    return false;
  }

  /// A provider that asks this first, and then says `allowed` or `denied`; for those that ask.
  default Provider asking(Action.ToolConfirmation question) throws Exception {
    throw new UnsupportedOperationException("it does not ask " + question.id());
  }

  @Test
  default void textArrivesInFragmentsOfOneMessage() throws Exception {
    List<Delta> deltas = play(ScriptedAnswer.start("a1").text("Hello").text(" there").usage(10, 5));
    List<Message> messages = messages(deltas);
    assertEquals("Hello there", text(messages));
    assertEquals(1, messages.stream().map(Message::id).distinct().count());
    assertFalse(String.valueOf(messages.getFirst().id()).isEmpty());
    assertTrue(messages.stream().allMatch(message -> message.role() == Role.ASSISTANT));
  }

  @Test
  default void theCountsAreTold() throws Exception {
    List<Delta> deltas = play(ScriptedAnswer.start("a1").text("ok").usage(10, 5));
    ProviderUsage usage = usage(deltas).orElseThrow();
    assertEquals(10L, usage.tokens().input());
    assertEquals(5L, usage.tokens().output());
    assertEquals(15L, usage.tokens().total());
  }

  @Test
  default void callsArriveWholeAndInOrder() throws Exception {
    assumeFalse(isAgent());
    JsonObject arguments =
        JsonObject.builder()
            .put("command", "echo \"ü\"\n\t\\")
            .put("list", JsonArray.of(Json.of(1), Json.of(true), JsonNull.NULL))
            .put("nested", JsonObject.of("x", Json.of(1.5)))
            .build();
    Content first = new Content.ToolRequest("t1", call("shell", arguments));
    Content second = new Content.ToolRequest("t2", call("shell", JsonObject.EMPTY));
    List<Delta> deltas =
        play(ScriptedAnswer.start("a1").text("Look:").content(first, second).usage(1, 1));
    assertEquals("Look:", text(messages(deltas)));
    List<Content> requests = requests(deltas);
    if (!callsKeepTheirIds()) {
      assertEquals(2, requests.stream().map(ProviderContract::callId).distinct().count());
      requests = List.of(named("t1", requests.get(0)), named("t2", requests.get(1)));
    }
    assertEquals(List.of(first, second), requests);
  }

  @Test
  default void anAgentLeavesNoCallToUs() throws Exception {
    assertEquals(isAgent(), provider(List.of()).isAgent());
    assumeTrue(isAgent());
    List<Delta> deltas =
        play(
            ScriptedAnswer.start("a1")
                .text("Look")
                .call("t1", "shell", JsonObject.EMPTY)
                .usage(1, 1));
    assertTrue(
        messages(deltas).stream()
            .flatMap(message -> message.toolRequests().stream())
            .allMatch(Content.ToolRequest::isDispatchedExternally));
  }

  @Test
  default void whatTheUserAllowsIsDone() throws Exception {
    assumeTrue(asks());
    assertEquals("allowed", answered(request(), ConfirmationAction.ALLOW_ONCE));
  }

  @Test
  default void whatTheUserDeclinesIsNotDone() throws Exception {
    assumeTrue(asks());
    assertEquals("denied", answered(request(), ConfirmationAction.DENY_ONCE));
    assertEquals("denied", answered(request(), ConfirmationAction.CANCEL));
  }

  @Test
  default void besideAConversationNothingIsAskedNorDone() throws Exception {
    assumeTrue(asks());
    ProviderRequest aside =
        new ProviderRequest(
            request().model(), "", "You are a test.", request().messages(), List.of());
    try (Provider provider = asking(question());
        ProviderStream stream = provider.stream(aside)) {
      List<Delta> deltas = drain(stream);
      assertEquals("denied", text(messages(deltas)));
      assertTrue(deltas.stream().allMatch(delta -> delta.question().isEmpty()));
    }
  }

  @Test
  default void anAnswerThatNobodyAskedForIsRefused() throws Exception {
    try (ProviderStream stream = provider(List.of(ScriptedAnswer.says("ok"))).stream(request())) {
      assertThrows(
          IllegalStateException.class,
          () -> stream.answer("nothing", ConfirmationAction.ALLOW_ONCE));
    }
  }

  private String answered(ProviderRequest request, ConfirmationAction answer) throws Exception {
    Action.ToolConfirmation question = question();
    try (Provider provider = asking(question);
        ProviderStream stream = provider.stream(request)) {
      Delta asked = stream.next().orElseThrow();
      assertEquals(Optional.of(question), asked.question());
      assertEquals(MessageMetadata.USER_ONLY, Objects.requireNonNull(asked.message()).metadata());
      stream.answer(question.id(), answer);
      return text(messages(drain(stream)));
    }
  }

  private static Action.ToolConfirmation question() {
    JsonObject arguments = JsonObject.of("command", Json.of("touch \"ü\""));
    return new Action.ToolConfirmation("q1", "Bash", arguments, null, JsonObject.EMPTY);
  }

  @Test
  @SuppressWarnings("try") // Closing is what is tested.
  default void aClosedProviderFinishesItsAnswersAndCanStillBeAsked() throws Exception {
    try (Provider provider =
        provider(List.of(ScriptedAnswer.says("one by one"), ScriptedAnswer.says("two")))) {
      try (ProviderStream stream = provider.stream(request())) {
        provider.close();
        assertEquals("one by one", text(messages(drain(stream))));
      }
      provider.close();
      assertEquals("two", text(messages(play(provider))));
    }
  }

  @Test
  default void anAnswerMayBeEmpty() throws Exception {
    List<Delta> deltas = play(ScriptedAnswer.start("a1").usage(3, 0));
    assertEquals("", text(messages(deltas)));
  }

  @Test
  @SuppressWarnings("try") // Closing is what is tested.
  default void theEndStaysTheEnd() throws Exception {
    try (ProviderStream stream = provider(List.of(ScriptedAnswer.says("ok"))).stream(request())) {
      drain(stream);
      assertEquals(Optional.empty(), stream.next());
      stream.close();
      stream.close();
      assertEquals(Optional.empty(), stream.next());
    }
  }

  @Test
  default void tenThousandFragmentsArrive() throws Exception {
    String text =
        IntStream.range(0, 10_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
    ScriptedAnswer answer = ScriptedAnswer.start("a1");
    List<ScriptedAnswer.Step> steps = new ArrayList<>();
    for (String word : text.split("(?= )")) {
      steps.addAll(answer.text(word).steps());
    }
    List<Delta> deltas = play(new ScriptedAnswer("a1", 0, steps).usage(1, 10_000));
    assertEquals(text, text(messages(deltas)));
  }

  @Test
  default void aRefusedKeyIsToldAtOnce() throws Exception {
    Provider provider =
        provider(
            List.of(ScriptedAnswer.refused(new ProviderException.Authentication("wrong key"))));
    assertThrows(ProviderException.Authentication.class, () -> provider.stream(request()));
  }

  @Test
  default void whatCameBeforeAFailureIsGiven() throws Exception {
    ScriptedAnswer broken =
        ScriptedAnswer.start("a1")
            .text("half")
            .text(" of it")
            .fail(new ProviderException.NetworkError("gone", null));
    try (ProviderStream stream = provider(List.of(broken)).stream(request())) {
      List<Delta> before = new ArrayList<>();
      assertThrows(
          ProviderException.class,
          () -> {
            for (Optional<Delta> d = stream.next(); d.isPresent(); d = stream.next()) {
              before.add(d.get());
            }
          });
      assertEquals("half of it", text(messages(before)));
      assertEquals(Optional.empty(), stream.next());
    }
  }

  @Test
  @SuppressWarnings("try") // Closing is what is tested.
  default void closingEndsAReaderThatWaits() throws Exception {
    try (ProviderStream stream = provider(List.of(stalling())).stream(request())) {
      CountDownLatch reading = new CountDownLatch(1);
      Future<Optional<Delta>> last = inBackground(() -> readOn(stream, reading));
      reading.await();
      stream.close();
      assertEquals(Optional.empty(), last.get(10, TimeUnit.SECONDS));
    }
  }

  @Test
  default void anInterruptEndsAReaderThatWaits() throws Exception {
    try (ProviderStream stream = provider(List.of(stalling())).stream(request())) {
      CountDownLatch reading = new CountDownLatch(1);
      AtomicReference<Thread> reader = new AtomicReference<>();
      Future<Optional<Delta>> last =
          inBackground(
              () -> {
                reader.set(Thread.currentThread());
                return readOn(stream, reading);
              });
      reading.await();
      Objects.requireNonNull(reader.get()).interrupt();
      ExecutionException failure =
          assertThrows(ExecutionException.class, () -> last.get(10, TimeUnit.SECONDS));
      assertInstanceOf(InterruptedException.class, failure.getCause());
    }
  }

  @Test
  default void anInterruptedThreadAsksNothing() throws Exception {
    Provider provider = provider(List.of(ScriptedAnswer.says("ok")));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> provider.stream(request()));
    assertFalse(Thread.interrupted());
  }

  @Test
  default void severalRequestsMayRunAtOnce() throws Exception {
    Provider provider =
        provider(IntStream.range(0, 8).mapToObj(_ -> ScriptedAnswer.says("all the same")).toList());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> tasks =
          IntStream.range(0, 8)
              .<Callable<String>>mapToObj(_ -> () -> text(messages(play(provider))))
              .toList();
      for (Future<String> answer : threads.invokeAll(tasks)) {
        assertEquals("all the same", answer.get(10, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  default void itHasAName() throws Exception {
    assertFalse(provider(List.of()).name().isBlank());
  }

  private List<Delta> play(ScriptedAnswer answer) throws Exception {
    return play(provider(List.of(answer)));
  }

  private List<Delta> play(Provider provider) throws Exception {
    try (ProviderStream stream = provider.stream(request())) {
      return drain(stream);
    }
  }

  private static ScriptedAnswer stalling() {
    return ScriptedAnswer.start("a1").text("wait").hang(new CountDownLatch(1));
  }

  private static Optional<Delta> readOn(ProviderStream stream, CountDownLatch reading)
      throws InterruptedException {
    assertTrue(stream.next().isPresent());
    reading.countDown();
    return stream.next();
  }

  private static <T> Future<T> inBackground(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread.ofVirtual().start(future);
    return future;
  }

  private static String callId(Content request) {
    return ((Content.ToolRequest) request).id();
  }

  private static Content named(String id, Content request) {
    return new Content.ToolRequest(id, ((Content.ToolRequest) request).call());
  }

  private static Outcome<ToolCall> call(String tool, JsonObject arguments) {
    return Outcome.success(new ToolCall(tool, arguments));
  }

  /// All steps of an answer up to its end.
  static List<Delta> drain(ProviderStream stream) throws InterruptedException {
    List<Delta> deltas = new ArrayList<>();
    for (Optional<Delta> d = stream.next(); d.isPresent(); d = stream.next()) {
      deltas.add(d.get());
    }
    return deltas;
  }

  static List<Message> messages(List<Delta> deltas) {
    return deltas.stream().map(Delta::message).filter(Objects::nonNull).toList();
  }

  static String text(List<Message> messages) {
    return messages.stream().map(Message::text).collect(Collectors.joining());
  }

  /// The blocks of all fragments but for text, in order.
  static List<Content> requests(List<Delta> deltas) {
    return messages(deltas).stream()
        .flatMap(message -> message.content().stream())
        .filter(Content.ToolRequest.class::isInstance)
        .toList();
  }

  /// The last counts.
  static Optional<ProviderUsage> usage(List<Delta> deltas) {
    return deltas.stream().map(Delta::usage).filter(Objects::nonNull).reduce((_, last) -> last);
  }
}
