package dev.gander.adapters.llm.services.google;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.GeminiWire;
import dev.gander.testkit.provider.ProviderContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoogleProviderTest extends ServiceTest implements HttpProviderContract {
  private static final String FINE =
      "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"fine\"}]},\"finishReason\":\"STOP\"}]}\n\n";

  @Override
  public boolean callsKeepTheirIds() {
    return false;
  }

  @Test
  void theKeyGoesInAHeaderAndTheModelInThePath() throws Exception {
    service.pieces(FINE);
    ProviderRequest hello = request();
    drain(
        new ProviderRequest(
            ModelConfig.of("tuned/my model?"),
            hello.sessionId(),
            hello.system(),
            hello.messages(),
            hello.tools()));
    ModelService.Asked asked = service.asked();
    assertEquals(
        "/v1beta/models/tuned%2Fmy%20model%3F:streamGenerateContent?alt=sse", asked.path());
    assertEquals(KEY, asked.headers().get("x-goog-api-key"));
    assertEquals("20260304_1", asked.headers().get("agent-session-id"));
  }

  @Test
  void modelsOfAllPagesAreListedInOrder() throws Exception {
    service
        .status(200, "{\"models\":[{\"name\":\"models/b\"},{\"x\":1},7],\"nextPageToken\":\"n&1\"}")
        .status(200, "{\"models\":[{\"name\":\"tunedModels/x/a\"},{\"name\":\"models/b\"}]}");
    assertEquals(List.of("a", "b"), provider(List.of()).models());
    ModelService.Asked first = service.asked();
    assertEquals("/v1beta/models", first.path());
    assertEquals(KEY, first.headers().get("x-goog-api-key"));
    assertNull(first.headers().get("agent-session-id"));
    assertEquals("/v1beta/models?pageToken=n%261", service.asked().path());
  }

  @Test
  void aModelListThatIsNoneIsAnError() {
    service.status(200, "{}");
    assertThrows(ProviderException.RequestFailed.class, () -> provider(List.of()).models());
    service.status(200, "{\"error\":{\"message\":\"who are you\",\"status\":\"UNAUTHENTICATED\"}}");
    ProviderException failure =
        assertThrows(ProviderException.Authentication.class, () -> provider(List.of()).models());
    assertEquals("Google API error (UNAUTHENTICATED): who are you", failure.text());
  }

  @Test
  void aRefusalSaysWhatGoogleSays() {
    service.status(
        403, "{\"error\":{\"code\":403,\"message\":\"API key not valid\",\"status\":\"x\"}}");
    ProviderException failure =
        assertThrows(
            ProviderException.Authentication.class, () -> provider(List.of()).stream(request()));
    assertEquals(
        "Authentication failed for "
            + service.url()
            + "/v1beta/models/mock:streamGenerateContent. Status: 403 Forbidden. Response: API key"
            + " not valid",
        failure.text());
  }

  @Test
  void jsonMayBeCutOverLines() throws Exception {
    service.pieces(
        "data: {\"candidates\": [{\"content\": {\r\n\"parts\"",
        ": [{\"text\": \"a } \\\" b\"}]\r\ndata: }}],\r\n \"modelVersion\": \"m\"}\r\n\r\n",
        FINE);
    assertEquals("a } \" bfine", text(drain(request())));
  }

  @Test
  void aBrokenChunkEndsTheAnswerAfterItsWords() throws Exception {
    service.pieces(FINE, "data: {not json\n\n", FINE);
    ProviderException failure = failureAfter("fine");
    assertInstanceOf(ProviderException.NetworkError.class, failure);
    assertTrue(failure.text().startsWith("Stream decode error: "), failure::text);
  }

  @Test
  void aChunkThatIsCutOffIsAnError() throws Exception {
    service.pieces(FINE, "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"hal");
    assertInstanceOf(ProviderException.NetworkError.class, failureAfter("fine"));
  }

  @Test
  void aChunkWithoutEndIsRefusedBeforeItFillsTheMemory() throws Exception {
    byte[] line = ("\"" + "x".repeat(1024 * 1024) + "\",\n").getBytes(StandardCharsets.UTF_8);
    service.reply(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          var out = exchange.getResponseBody();
          out.write((FINE + "data: [\n").getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 50; i++) {
            out.write(line);
          }
        });
    assertEquals(
        "Request failed: Stream decode error: a line of the answer is longer than 16 MB",
        failureAfter("fine").display());
  }

  @Test
  void anErrorInsideTheStreamIsToldAfterItsWords() throws Exception {
    service.pieces(
        FINE,
        "data: {\"error\":{\"code\":503,\"message\":\"overloaded\",\"status\":\"UNAVAILABLE\"}}\n\n");
    assertEquals(
        "Server error: Google API error (UNAVAILABLE): overloaded", failureAfter("fine").display());
  }

  private List<Delta> drain(ProviderRequest request) throws InterruptedException {
    try (ProviderStream stream = provider(List.of()).stream(request)) {
      return ProviderContract.drain(stream);
    }
  }

  private ProviderException failureAfter(String words) throws InterruptedException {
    List<Delta> before = new ArrayList<>();
    try (ProviderStream stream = provider(List.of()).stream(request())) {
      ProviderException failure =
          assertThrows(
              ProviderException.class,
              () -> {
                for (Optional<Delta> d = stream.next(); d.isPresent(); d = stream.next()) {
                  before.add(d.get());
                }
              });
      assertEquals(words, text(before));
      return failure;
    }
  }

  private static String text(List<Delta> deltas) {
    return ProviderContract.text(ProviderContract.messages(deltas));
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new GoogleProviderFactory()
        .create(
            settings.with("GOOGLE_HOST", url, "GOOGLE_API_KEY", KEY),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"SOME_STATUS\"}}"
        .formatted(status, message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new GeminiWire();
  }

  @Override
  public String tooLong() {
    return "The input token count (210000) exceeds the maximum number of tokens allowed (200000).";
  }
}
