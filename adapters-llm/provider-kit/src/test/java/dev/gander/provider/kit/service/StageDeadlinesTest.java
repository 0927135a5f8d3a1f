package dev.gander.provider.kit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.anthropic.Messages;
import dev.gander.provider.kit.anthropic.MessagesProvider;
import dev.gander.provider.kit.openai.TestChat;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each stage of a request has its deadline, and the failure names both.
class StageDeadlinesTest extends ServiceTest {
  private static final Duration IN_TIME = Duration.ofSeconds(30);
  private static final CallLimits.Limit LONG = new CallLimits.Limit(IN_TIME, "LONG");
  private static final Duration OFTEN = Duration.ofMillis(50);
  private static final String WORD =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"fine\"},\"finish_reason\":null}]}\n\n";

  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void letTheServiceGo() {
    over.countDown();
  }

  /// Unlike the deadlines of later stages this one is tried again.
  @Test
  void aServiceThatAcceptsNoConnectionIsGivenUp() throws Exception {
    try (FullQueue queue = FullQueue.open()) {
      Provider provider =
          TestChat.at(
              Endpoint.of("http://" + queue.address(), "HOST", "", Map.of()),
              limits(""),
              TestSettings.of("GANDER_MODEL_CONNECT_TIMEOUT", "1"),
              environment());

      ProviderException failure =
          assertTimeoutPreemptively(
              IN_TIME, () -> assertThrows(ProviderException.class, () -> words(provider)));

      assertInstanceOf(ProviderException.NetworkError.class, failure);
      assertEquals(
          "Could not connect to "
              + queue.address()
              + " within 1 s (GANDER_MODEL_CONNECT_TIMEOUT)"
              + " — check your network connection and try again.",
          failure.text());
    }
  }

  @Test
  void aModelThatNeverSendsAHeadIsAskedOnce() {
    service.always(_ -> awaitEnd());

    // Long enough for the request to arrive: the first one in a JVM takes its time.
    assertLate(
        "the model sent no response head within 3 s (HEAD)",
        provider(limits("HEAD", Duration.ofSeconds(3))));
    assertEquals(1, service.allAsked().size());
  }

  @Test
  void aTotalThatIsShorterIsNamed() {
    service.always(_ -> awaitEnd());

    assertLate("the model sent no response head within 300 ms (TOTAL)", "TOTAL");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ": still here\n\n", "data: \n\n"})
  void neitherAHeadNorACommentIsAnEvent(String comment) {
    service.always(exchange -> repeat(exchange, "", comment));

    assertLate(
        "the model sent a response head, but no event with data within 300 ms (BEGINNING)",
        "BEGINNING");
  }

  @Test
  void commentsAfterTheFirstEventAreSignsOfLifeOnly() {
    service.always(exchange -> repeat(exchange, WORD, ": still here\n\n"));

    assertLate("the model sent no event with data for 300 ms (GAP)", "GAP");
  }

  @Test
  void silenceAfterTheFirstEventHasItsOwnLimit() {
    service.always(exchange -> repeat(exchange, WORD, ""));

    assertLate("the model sent nothing for 300 ms (SILENCE)", "SILENCE");
  }

  @Test
  void anAnswerThatNeverEndsIsEndedByTheTotal() {
    service.always(exchange -> repeat(exchange, WORD, WORD));

    // Long enough for the head, for which the total counts as well.
    assertLate(
        "the answer did not end within 3 s (TOTAL)",
        provider(limits("TOTAL", Duration.ofSeconds(3))));
  }

  @Test
  void anthropicsPingsAreSignsOfLifeOnly() {
    service.always(
        exchange ->
            repeat(
                exchange,
                "data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\"}}\n\n",
                "data: {\"type\":\"ping\"}\n\n"));
    ServiceClient client =
        new ServiceClients(environment())
            .to(endpoint(), TestSettings.of())
            .limits(limits("GAP"))
            .build();

    assertLate(
        "the model sent no event with data for 300 ms (GAP)",
        new MessagesProvider("messages", null, client, new Messages(TestSettings.of())));
  }

  @Test
  void anEventInTimeStartsTheClockAgain() throws Exception {
    Duration limit = Duration.ofSeconds(4);
    service.always(
        exchange -> {
          OutputStream out = begin(exchange);
          for (int i = 0; i < 8; i++) {
            write(out, WORD);
            pause(limit.dividedBy(6));
          }
          write(out, "data: [DONE]\n\n");
          exchange.close();
        });
    CallLimits.Limit brief = new CallLimits.Limit(limit, "");
    CallLimits limits = new CallLimits(LONG, LONG, LONG, brief, brief);

    assertEquals(8, assertTimeoutPreemptively(IN_TIME, () -> words(provider(limits))));
  }

  @Test
  void timeInWhichNobodyReadsDoesNotCount() throws Exception {
    service.always(
        exchange -> {
          OutputStream out = begin(exchange);
          write(out, WORD);
          pause(OFTEN);
          write(out, WORD);
          pause(OFTEN);
          write(out, WORD + "data: [DONE]\n\n");
          exchange.close();
        });
    CallLimits.Limit brief = new CallLimits.Limit(Duration.ofSeconds(1), "");
    Provider provider = provider(new CallLimits(LONG, LONG, LONG, brief, brief));
    try (ProviderStream stream = provider.stream(request())) {
      assertTrue(stream.next().isPresent());
      pause(Duration.ofMillis(1200));
      assertTrue(stream.next().isPresent());
      assertTrue(stream.next().isPresent());
    }
  }

  /// Who allows more in total has a model that thinks long before it speaks.
  @ParameterizedTest
  @CsvSource({
    "CHAT_TIMEOUT, 700 700 700 300 600",
    "GANDER_MODEL_HEAD_TIMEOUT, 600 700 600 300 600",
    "GANDER_MODEL_FIRST_EVENT_TIMEOUT, 600 600 700 300 600",
    "GOOSE_STREAM_TIMEOUT, 600 600 600 700 600",
    "GANDER_MODEL_EVENT_TIMEOUT, 600 600 600 300 700",
  })
  void eachLimitHasItsSetting(String key, String seconds) {
    CallLimits limits = CallLimits.from(TestSettings.of(key, "700"), "CHAT_TIMEOUT");

    assertEquals(
        seconds,
        Stream.of(limits.total(), limits.head(), limits.beginning(), limits.silence(), limits.gap())
            .map(limit -> String.valueOf(limit.duration().toSeconds()))
            .collect(Collectors.joining(" ")));
  }

  private void assertLate(String why, String stage) {
    assertLate(why, provider(limits(stage)));
  }

  private static void assertLate(String why, Provider provider) {
    ProviderException failure =
        assertTimeoutPreemptively(
            IN_TIME, () -> assertThrows(ProviderException.class, () -> words(provider)));
    assertInstanceOf(ProviderException.NetworkError.class, failure);
    assertEquals("Request timed out — " + why + ".", failure.text());
  }

  private static CallLimits limits(String brief) {
    return limits(brief, Duration.ofMillis(300));
  }

  private static CallLimits limits(String brief, Duration time) {
    return new CallLimits(
        limit("TOTAL", brief, time),
        limit("HEAD", brief, time),
        limit("BEGINNING", brief, time),
        limit("SILENCE", brief, time),
        limit("GAP", brief, time));
  }

  private static CallLimits.Limit limit(String name, String brief, Duration time) {
    return name.equals(brief) ? new CallLimits.Limit(time, name) : LONG;
  }

  private Provider provider(CallLimits limits) {
    return TestChat.at(endpoint(), limits, TestSettings.of(), environment());
  }

  private Endpoint endpoint() {
    return Endpoint.of(service.url(), "HOST", "", Map.of());
  }

  private static ClientEnvironment environment() {
    return ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {});
  }

  private static int words(Provider provider) throws InterruptedException {
    int count = 0;
    try (ProviderStream stream = provider.stream(request())) {
      for (Optional<Delta> next = stream.next(); next.isPresent(); next = stream.next()) {
        count += next.get().message() == null ? 0 : 1;
      }
    }
    return count;
  }

  private static ProviderRequest request() {
    return new ProviderRequest(ModelConfig.of("m"), "s", "system", List.of(), List.of());
  }

  /// Writes until the client leaves.
  private void repeat(HttpExchange exchange, String first, String again) throws IOException {
    OutputStream out = begin(exchange);
    write(out, first);
    while (over.getCount() > 0) {
      write(out, again);
      pause(OFTEN);
    }
  }

  private static OutputStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("content-type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void awaitEnd() {
    pause(IN_TIME);
  }

  private void pause(Duration time) {
    try {
      boolean ended = over.await(time.toMillis(), TimeUnit.MILLISECONDS);
      assertTrue(ended || over.getCount() > 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
