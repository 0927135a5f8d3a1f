package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every provider, whatever its service's protocol. A provider's test plays answers
/// through its service: a failing step breaks the connection, a refusing one answers with the
/// matching status, a pausing one stalls.
public interface ProviderContract extends AgentContract {
  /// Whether calls keep the ids that the service gave them; otherwise the provider generates ids.
  default boolean callsKeepTheirIds() {
    return true;
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
    assumeTrue(can(Capability.TOKEN_COUNTS));
    List<Delta> deltas = play(ScriptedAnswer.start("a1").text("ok").usage(10, 5));
    ProviderUsage usage = usage(deltas).orElseThrow();
    assertEquals(10L, usage.tokens().input());
    assertEquals(5L, usage.tokens().output());
    assertEquals(15L, usage.tokens().total());
  }

  @Test
  default void callsArriveWholeAndInOrder() throws Exception {
    assumeTrue(can(Capability.TOOL_CALLS) && !isAgent());
    JsonObject arguments =
        JsonObject.builder()
            .put("command", "echo \"ü\"\n\t\\")
            .put("list", JsonArray.of(Json.of(1), Json.of(true), JsonNull.NULL))
            .put("nested", JsonObject.of("x", Json.of(1.5)))
            .build();
    Content first = new Content.ToolRequest("t1", CapabilityContract.call("shell", arguments));
    Content second =
        new Content.ToolRequest("t2", CapabilityContract.call("shell", JsonObject.EMPTY));
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
  @SuppressWarnings("try") // Closing is under test.
  default void aClosedProviderFinishesItsAnswersAndCanStillBeAsked() throws Exception {
    try (Provider provider =
        provider(List.of(ScriptedAnswer.says("one by one"), ScriptedAnswer.says("two")))) {
      try (ProviderStream stream = provider.stream(request())) {
        provider.close();
        assertEquals("one by one", text(messages(drain(stream))));
      }
      provider.close();
      assertEquals("two", text(messages(CapabilityContract.play(provider, request()))));
    }
  }

  /// Whether the texts of its service come as JSON, in which the test's service writes
  /// [ScriptedAnswer#HALF].
  default boolean readsHalves() {
    return false;
  }

  /// Services cut a text at a number of UTF-16 units, or a model at a token, and write what is left
  /// of a character as an escape.
  @Test
  default void halfACharacterCostsNoWords() throws Exception {
    assumeTrue(readsHalves());
    JsonObject arguments = JsonObject.of("command", Json.of("echo " + ScriptedAnswer.HALF + "!"));
    List<Delta> deltas =
        play(
            ScriptedAnswer.start("a1")
                .text("cut " + ScriptedAnswer.HALF + " and whole 🪿")
                .call("t1", "shell", arguments)
                .usage(1, 1));
    assertEquals("cut \uFFFD and whole 🪿", text(messages(deltas)));
    if (can(Capability.TOOL_CALLS) && !isAgent()) {
      JsonObject mended = JsonObject.of("command", Json.of("echo \uFFFD!"));
      assertEquals(
          List.of(Outcome.success(new ToolCall("shell", mended))),
          requests(deltas).stream().map(it -> ((Content.ToolRequest) it).call()).toList());
    }
  }

  @Test
  default void anAnswerMayBeEmpty() throws Exception {
    List<Delta> deltas = play(ScriptedAnswer.start("a1").usage(3, 0));
    assertEquals("", text(messages(deltas)));
  }

  @Test
  @SuppressWarnings("try") // Closing is under test.
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
    assumeTrue(can(Capability.KEY));
    Provider provider =
        provider(
            List.of(ScriptedAnswer.refused(new ProviderException.Authentication("wrong key"))));
    assertThrows(ProviderException.Authentication.class, () -> provider.stream(request()));
  }

  @Test
  default void aRefusalIsTold() throws Exception {
    // A provider may retry without parameters that the service may not know.
    ScriptedAnswer refusal =
        ScriptedAnswer.refused(new ProviderException.RequestFailed("not that", null));
    Provider provider = provider(Collections.nCopies(5, refusal));
    var failure =
        assertThrows(ProviderException.class, () -> CapabilityContract.play(provider, request()));
    assertTrue(failure.text().contains("not that"), failure.text());
  }

  @Test
  default void whatCameBeforeAFailureIsGiven() throws Exception {
    assumeTrue(can(Capability.FRAGMENTS));
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
  @SuppressWarnings("try") // Closing is under test.
  default void closingEndsAReaderThatWaits() throws Exception {
    assumeTrue(can(Capability.FRAGMENTS));
    try (ProviderStream stream = provider(List.of(stalling())).stream(request())) {
      CountDownLatch reading = new CountDownLatch(1);
      Future<Optional<Delta>> last = CapabilityContract.inBackground(() -> readOn(stream, reading));
      reading.await();
      stream.close();
      assertEquals(Optional.empty(), last.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  default void anInterruptEndsAReaderThatWaits() throws Exception {
    assumeTrue(can(Capability.FRAGMENTS));
    try (ProviderStream stream = provider(List.of(stalling())).stream(request())) {
      CountDownLatch reading = new CountDownLatch(1);
      AtomicReference<Thread> reader = new AtomicReference<>();
      Future<Optional<Delta>> last =
          CapabilityContract.inBackground(
              () -> {
                reader.set(Thread.currentThread());
                return readOn(stream, reading);
              });
      reading.await();
      Objects.requireNonNull(reader.get()).interrupt();
      ExecutionException failure =
          assertThrows(ExecutionException.class, () -> last.get(30, TimeUnit.SECONDS));
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
              .<Callable<String>>mapToObj(
                  _ -> () -> text(messages(CapabilityContract.play(provider, request()))))
              .toList();
      for (Future<String> answer : threads.invokeAll(tasks)) {
        assertEquals("all the same", answer.get(30, TimeUnit.SECONDS));
      }
    }
  }

  @Test
  default void itHasAName() throws Exception {
    assertFalse(provider(List.of()).name().isBlank());
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

  private static String callId(Content request) {
    return ((Content.ToolRequest) request).id();
  }

  private static Content named(String id, Content request) {
    return new Content.ToolRequest(id, ((Content.ToolRequest) request).call());
  }

  /// All steps of an answer, to its end.
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

  /// The non-text blocks of all fragments, in order.
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
