package dev.gander.provider.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import dev.gander.domain.tool.Tool;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How every provider over HTTP reports failures of its service: as a kind of failure that callers
/// know, in the service's own words, without the key, and in time. A provider's test supplies the
/// address of its service and the form of its errors; [BrokenStreamContract] adds what can happen
/// to a streamed answer.
public interface ServiceFailureContract {
  /// The key of the providers under test.
  String KEY = "hush-4711-hush";

  Duration IN_TIME = Duration.ofSeconds(20);

  ModelService service();

  /// A provider for the service at this address with [#KEY].
  ///
  /// @param settings in addition to the required ones
  /// @param time its clock and its pauses
  Provider provider(String url, TestSettings settings, TestTime time);

  /// The body in which the service reports a failure.
  String errorBody(int status, String message);

  /// The service's message about a conversation that is too long, with status 400.
  default String tooLong() {
    return "prompt is too long: 210000 tokens > 200000 maximum";
  }

  /// The expected failure for a status.
  default Class<? extends ProviderException> kind(int status) {
    return switch (status) {
      case 401, 403 -> ProviderException.Authentication.class;
      case 402 -> ProviderException.CreditsExhausted.class;
      case 413 -> ProviderException.ContextLengthExceeded.class;
      case 429 -> ProviderException.RateLimited.class;
      case 500, 503, 529 -> ProviderException.ServerError.class;
      default -> ProviderException.RequestFailed.class;
    };
  }

  /// The model to call.
  default String model() {
    return "mock";
  }

  /// Whether the provider asks the service for its models.
  default boolean listsModels() {
    return true;
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 413, 418, 429, 500, 503, 529})
  default void aRefusalIsToldInTheServicesWords(int status) {
    service().always(status, errorBody(status, "no luck today"));
    ProviderException failure = failure();
    assertEquals(kind(status), failure.getClass());
    assertTrue(failure.text().contains("no luck today"), failure::text);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 413, 429, 500, 503})
  default void aRefusalWithAPageIsToldWithoutIt(int status) {
    service().always(status, "<html><b>no luck</b></html>", "content-type", "text/html");
    ProviderException failure = failure();
    assertEquals(kind(status), failure.getClass());
    assertFalse(failure.text().contains("<"), failure::text);
  }

  @Test
  default void aConversationThatIsTooLongIsToldApart() {
    service().always(400, errorBody(400, tooLong()));
    assertInstanceOf(ProviderException.ContextLengthExceeded.class, failure());
  }

  @Test
  default void aServiceThatSaysWhenIsAskedThen() {
    TestTime time = new TestTime();
    service().always(429, errorBody(429, "slow down"), "retry-after", "7");
    failure(provider(service().url(), TestSettings.of(), time));
    assertEquals(List.of(Duration.ofSeconds(7)), time.pauses().stream().distinct().toList());
  }

  @Test
  default void aPageInPlaceOfAnAnswerIsAFailure() {
    service().always(200, "<html><b>log in</b></html>", "content-type", "text/html; charset=utf-8");
    ProviderException failure = failure();
    assertInstanceOf(ProviderException.RequestFailed.class, failure);
    assertFalse(failure.text().contains("<"), failure::text);
  }

  @Test
  default void anErrorInPlaceOfAnAnswerIsAFailure() {
    service().always(200, errorBody(500, "no luck today"), "content-type", "application/json");
    assertTrue(failure().text().contains("no luck today"));
  }

  @Test
  default void anAnswerWithoutAnythingIsAFailure() {
    service().always(200, "");
    failure();
  }

  @Test
  default void aHugeErrorPageIsNotReadToItsEnd() {
    service().always(401, "x".repeat(3 * 1024 * 1024));
    assertTrue(failure().text().length() < 1000);
  }

  @Test
  default void aServiceThatIsNotThereIsNamed() throws IOException {
    String place;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      place = "127.0.0.1:" + socket.getLocalPort();
    }
    ProviderException failure = failure(providerAt("http://" + place));
    assertInstanceOf(ProviderException.NetworkError.class, failure);
    assertTrue(failure.text().contains(place), failure::text);
  }

  @Test
  default void aServiceWithoutTlsIsNotTalkedToInTheClear() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuseEveryone(socket));
      ProviderException failure = failure(providerAt("https://127.0.0.1:" + socket.getLocalPort()));
      assertInstanceOf(ProviderException.NetworkError.class, failure);
      assertTrue(failure.text().startsWith("Could not connect securely"), failure::text);
    }
  }

  private static void refuseEveryone(ServerSocket socket) {
    try {
      while (true) {
        try (Socket client = socket.accept()) {
          client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
          // Closing with unread input would reset the connection, and ending the output could be
          // noticed before the answer: the client has to close first.
          client.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  @Test
  default void aListOfModelsThatIsNoneIsAFailure() {
    assumeTrue(listsModels(), "its models are known");
    for (String body : List.of("<html>", "{}", "[]", "", errorBody(401, "who are you"))) {
      service().always(200, body);
      checked(
          assertThrows(ProviderException.class, () -> providerAt(service().url()).models(), body));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 429, 500})
  default void aRefusedListOfModelsIsAFailure(int status) {
    assumeTrue(listsModels(), "its models are known");
    service().always(status, errorBody(status, "no luck today"));
    ProviderException failure =
        checked(assertThrows(ProviderException.class, () -> providerAt(service().url()).models()));
    assertTrue(failure.text().contains("no luck today"), failure::text);
  }

  default Provider providerAt(String url) {
    return provider(url, TestSettings.of(), new TestTime());
  }

  private ProviderException failure() {
    return failure(providerAt(service().url()));
  }

  private ProviderException failure(Provider provider) {
    return failureAfter(provider, new ArrayList<>());
  }

  /// Reads until it fails.
  ///
  /// @param before receives everything before the failure
  default ProviderException failureAfter(Provider provider, List<Delta> before) {
    return checked(
        assertTimeoutPreemptively(
            IN_TIME, () -> assertThrows(ProviderException.class, () -> collect(provider, before))));
  }

  /// Reads to the end.
  default void collect(Provider provider, List<Delta> told) throws InterruptedException {
    try (ProviderStream stream = provider.stream(question())) {
      for (Optional<Delta> d = stream.next(); d.isPresent(); d = stream.next()) {
        told.add(d.get());
      }
    }
  }

  /// A failure whose messages, down to its first cause, do not contain the key.
  private static ProviderException checked(ProviderException failure) {
    assertFalse(failure.display().contains(KEY), failure::display);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertFalse(String.valueOf(cause.getMessage()).contains(KEY), cause::toString);
    }
    return failure;
  }

  private ProviderRequest question() {
    return new ProviderRequest(
        ModelConfig.of(model()),
        "20260304_1",
        "You are a test.",
        List.of(Message.user("u1", 1, new Content.Text("hello"))),
        List.of(new Tool("shell", "runs a command", JsonObject.EMPTY, JsonObject.EMPTY)));
  }
}
