package dev.gander.provider.kit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.tool.Outcome;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.TestChat;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.ProviderContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Services that misbehave, asked in the dialect of chat completions: goosed's exact words, and
/// what the contracts of all services leave to each.
class BadServiceTest extends ServiceTest {
  private static final String OK = chunk("\"content\":\"fine\"", "null");

  private final List<Duration> pauses = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | {"error":{"message":"bad key"}}   | Authentication        | Authentication failed for {url}/v1/chat/completions. Status: 401 Unauthorized. Response: bad key
          403 | {"message":"not yours"}           | Authentication        | Authentication failed for {url}/v1/chat/completions. Status: 403 Forbidden. Response: not yours
          402 | {"error":{"message":"pay"}}       | CreditsExhausted      | pay
          404 | {"error":{"message":"no model"}}  | RequestFailed         | Resource not found (404) at {url}/v1/chat/completions: no model
          413 | {"error":{"message":"big"}}       | ContextLengthExceeded | big
          400 | {"error":{"message":"odd"}}       | RequestFailed         | Bad request (400): odd
          400 | {"error":{"message":"prompt is too long: 210000 tokens > 200000 maximum"}} | ContextLengthExceeded | prompt is too long: 210000 tokens > 200000 maximum
          400 | {"error":{"message":"max_tokens must be positive"}} | RequestFailed | Bad request (400): max_tokens must be positive
          418 | {"detail":[1],"error":"teapot"}   | RequestFailed         | Request failed with status 418 I'm a teapot at {url}/v1/chat/completions: {"detail":[1],"error":"teapot"}
          429 | {"error":{"message":"slow down"}} | RateLimited           | slow down
          500 | <html>oops</html>                 | ServerError           | Server error (500 Internal Server Error) at {url}/v1/chat/completions: ''
          529 | {"error":{"message":"busy"}}      | ServerError           | Server error (529 <unknown status code>) at {url}/v1/chat/completions: busy
          """)
  void aRefusalIsToldLikeGoosed(int status, String body, String kind, String message)
      throws Exception {
    for (int i = 0; i < 4; i++) {
      service.status(status, body);
    }
    ProviderException failure =
        assertThrows(ProviderException.class, () -> provider().stream(request()));
    assertEquals(kind, failure.getClass().getSimpleName());
    assertEquals(
        message.replace("{url}", service.url()).replace("''", "").strip(), failure.text().strip());
  }

  @Test
  void serverErrorsAreTriedAgainWithGrowingPauses() throws Exception {
    service.status(503, "").status(503, "").pieces(OK, "data: [DONE]\n\n");
    assertEquals("fine", text(play()));
    assertEquals(2, pauses.size());
    assertTrue(pauses.get(0).toMillis() >= 800 && pauses.get(0).toMillis() < 1200);
    assertTrue(pauses.get(1).toMillis() >= 1600 && pauses.get(1).toMillis() < 2400);
  }

  @Test
  void aRefusedRequestIsTriedFourTimesAndARefusedKeyOnce() {
    service.status(400, "{}").status(400, "{}").status(400, "{}").status(400, "{}");
    assertThrows(ProviderException.RequestFailed.class, () -> provider().stream(request()));
    assertEquals(4, service.allAsked().size());
    service.status(401, "{}");
    assertThrows(ProviderException.Authentication.class, () -> provider().stream(request()));
    assertEquals(5, service.allAsked().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2                             | {}                                                      | 2000
          0                             | {"error":{"metadata":{"retry_after_seconds":2.2}}}      | 2200
          Fri, 31 Dec 1999 23:59:59 GMT | {}                                                      | 0
          Wed, 04 Mar 2026 10:11:15 GMT | {}                                                      | 3000
          Wednesday, 04-Mar-26 10:11:15 GMT | {}                                                  | 3000
          Wed Mar  4 10:11:15 2026      | {}                                                      | 3000
          99999                         | {}                                                      | 3600000
          """)
  void aServiceThatSaysWhenIsAskedThen(String header, String body, long millis) throws Exception {
    service.status(429, body, "retry-after", header).pieces(OK, "data: [DONE]\n\n");
    assertEquals("fine", text(play()));
    assertEquals(List.of(Duration.ofMillis(millis)), pauses);
  }

  @Test
  void keysAndQueriesNeverGetIntoMessages() {
    service.status(401, "{}").status(401, "{}");
    Provider query = TestChat.at(service.url(), "token=hush", "", TestSettings.of(), environment());
    assertFalse(failure(query).display().contains("hush"));
    String credentials = service.url().replace("http://", "http://me:hush@");
    Provider basic = TestChat.at(credentials, "hush", TestSettings.of(), environment());
    assertFalse(failure(basic).display().contains("hush"));
    assertEquals("Basic bWU6aHVzaA==", service.allAsked().getLast().headers().get("authorization"));
    ProviderException odd =
        assertThrows(
            ProviderException.class,
            () -> TestChat.at(service.url(), "hush\nhush", TestSettings.of(), environment()));
    assertFalse(odd.display().contains("hush"));
  }

  @Test
  void anAnswerThatTakesTooLongIsGivenUp() throws Exception {
    service.stall(OK);
    Provider provider = provider(service.url(), TestSettings.of("CHAT_TIMEOUT", "3"));
    try (ProviderStream stream = provider.stream(request())) {
      assertTrue(stream.next().isPresent());
      ProviderException failure = assertThrows(ProviderException.class, stream::next);
      assertTrue(failure.text().startsWith("Request timed out — "), failure::text);
    }
  }

  @Test
  void anErrorInsideTheStreamIsToldAfterItsWords() throws Exception {
    service.pieces(OK, "data: {\"error\":{\"message\":\"boom\"}}\n\n");
    List<Delta> before = new ArrayList<>();
    assertEquals("Server error: boom", failureAfter(before).display());
    assertEquals("fine", text(before));
  }

  @Test
  void linesMayBeWrittenInAllKindsOfWays() throws Exception {
    service.pieces(
        ": ping\r\n\r\nevent: message\r\nid: 5\r\ndata:"
            + chunk("\"content\":\"no space\"", "null").substring(6).strip()
            + "\r\n\r\nretry: 10\r\n",
        "data: " + chunk("\"content\":\" and no end\"", "null").substring(6).strip());
    assertEquals("no space and no end", text(play()));
  }

  @Test
  void halfTheArgumentsOfACallAreNeverRun() throws Exception {
    service.pieces(
        chunk(
            "\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"function\":{\"name\":\"shell\","
                + "\"arguments\":\"{\\\"command\\\":\\\"rm -rf /tm\"}}]",
            "\"length\""));
    List<Content> requests = ProviderContract.requests(play());
    assertEquals(1, requests.size());
    assertInstanceOf(Outcome.Failure.class, ((Content.ToolRequest) requests.getFirst()).call());
  }

  @Test
  void callsThatWereCompleteAreGivenWhenTheEndIsMissing() throws Exception {
    service.pieces(
        chunk(
            "\"tool_calls\":[{\"id\":\"t1\",\"function\":{\"name\":\"a\",\"arguments\":\"{}\"}},"
                + "{\"id\":\"t2\",\"function\":{\"name\":\"b\",\"arguments\":null}}]",
            "null"),
        "data: [DONE]\n\n");
    List<Content> requests = ProviderContract.requests(play());
    assertEquals(
        List.of("t1", "t2"),
        requests.stream().map(request -> ((Content.ToolRequest) request).id()).toList());
  }

  @Test
  void usageMayComeLateAndUnderOllamasNames() throws Exception {
    service.pieces(
        OK,
        "data: {\"id\":\"r\",\"choices\":[],\"usage\":{\"prompt_tokens\":null,"
            + "\"prompt_eval_count\":6,\"completion_tokens\":null,\"eval_count\":2,"
            + "\"total_tokens\":null}}\n\n");
    ProviderUsage usage = ProviderContract.usage(play()).orElseThrow();
    assertEquals("mock", usage.model());
    assertEquals(8L, usage.tokens().total());
  }

  @Test
  void aModelListThatIsNoneIsAnError() {
    service.status(200, "<html>");
    assertThrows(ProviderException.RequestFailed.class, () -> provider().models());
    service.status(200, "{\"error\":{\"message\":\"who are you\"}}");
    assertThrows(ProviderException.Authentication.class, () -> provider().models());
    service.status(200, "{}");
    assertThrows(ProviderException.UsageError.class, () -> provider().models());
    service.status(404, "{}");
    assertThrows(ProviderException.EndpointNotFound.class, () -> provider().models());
  }

  @Test
  void modelsAreListedInOrderWithoutTheSession() throws Exception {
    service.status(200, "{\"data\":[{\"id\":\"b\"},{\"id\":\"a\"},{\"other\":1}]}");
    assertEquals(List.of("a", "b"), provider().models());
    ModelService.Asked asked = service.asked();
    assertEquals("/v1/models", asked.path());
    assertNull(asked.headers().get("agent-session-id"));
    assertEquals("Bearer x", asked.headers().get("authorization"));
  }

  private Provider provider() {
    return provider(service.url(), TestSettings.of());
  }

  private Provider provider(String host, TestSettings settings) {
    return TestChat.at(host, "x", settings, environment());
  }

  private ClientEnvironment environment() {
    return ClientEnvironment.repeatable(TestTime.CLOCK, pauses::add);
  }

  private static ProviderRequest request() {
    return new ProviderRequest(
        ModelConfig.of("mock"),
        "s1",
        "",
        List.of(Message.user("u", 1, new Content.Text("hello"))),
        List.of());
  }

  private ProviderException failure(Provider provider) {
    return assertThrows(ProviderException.class, () -> provider.stream(request()));
  }

  private List<Delta> play() throws InterruptedException {
    try (ProviderStream stream = provider().stream(request())) {
      return ProviderContract.drain(stream);
    }
  }

  private ProviderException failureAfter(List<Delta> before) throws InterruptedException {
    try (ProviderStream stream = provider().stream(request())) {
      return assertThrows(
          ProviderException.class,
          () -> {
            for (Optional<Delta> d = stream.next(); d.isPresent(); d = stream.next()) {
              before.add(d.get());
            }
          });
    }
  }

  private static String text(List<Delta> deltas) {
    return ProviderContract.text(ProviderContract.messages(deltas));
  }

  private static String chunk(String delta, String finish) {
    return "data: {\"id\":\"r\",\"model\":\"mock\",\"choices\":[{\"index\":0,\"delta\":{"
        + delta
        + "},\"finish_reason\":"
        + finish
        + "}]}\n\n";
  }
}
