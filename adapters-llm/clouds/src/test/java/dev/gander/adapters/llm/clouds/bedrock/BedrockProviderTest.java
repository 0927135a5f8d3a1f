package dev.gander.adapters.llm.clouds.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.RequestSigner;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceFailureContract;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockProviderTest extends ServiceTest implements ProviderContract, ServiceFailureContract {
  private static final String TOKEN = "AWS_BEARER_TOKEN_BEDROCK";

  private final List<Duration> pauses = new ArrayList<>();

  @Override
  public boolean readsHalves() {
    return true;
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new BedrockProviderFactory()
        .create(
            settings.with("AWS_ENDPOINT_URL", url, "AWS_REGION", "eu-test-1", "TEST_KEY", KEY),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)));
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"message\":\"" + message + "\"}";
  }

  /// A wrong request stays wrong.
  @Override
  public Class<? extends ProviderException> kind(int status) {
    return switch (status) {
      case 400, 404, 418 -> ProviderException.ExecutionError.class;
      default -> ServiceFailureContract.super.kind(status);
    };
  }

  @Override
  public boolean listsModels() {
    return false;
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ConverseWire()));
    return provider(signed());
  }

  @Test
  void theModelStandsInThePathAndTheRequestIsSigned() throws Exception {
    fine();
    String arn = "arn:aws:bedrock:us-east-1:123:inference-profile/us.anthropic.claude-x-v1:0";
    drain(provider(signed()), arn);
    ModelService.Asked asked = service.asked();
    assertEquals(
        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123%3Ainference-profile%2F"
            + "us.anthropic.claude-x-v1%3A0/converse-stream",
        asked.path());
    assertTrue(asked.headers().get("authorization").startsWith("TEST eu-test-1/bedrock "));
    assertEquals("20260304_1", asked.headers().get("agent-session-id"));
    assertEquals("application/json", asked.headers().get("content-type"));
  }

  @Test
  void withATokenNothingIsSigned() throws Exception {
    fine();
    drain(provider(at("AWS_REGION", "eu-test-1", TOKEN, " tok ")), "some.model");
    assertEquals("Bearer tok", service.asked().headers().get("authorization"));
  }

  @Test
  void aTokenNeedsARegion() {
    ProviderException failure =
        assertThrows(ProviderException.class, () -> provider(at(TOKEN, "tok", "TEST_REGION", "x")));
    assertTrue(failure.text().contains("AWS_REGION"), failure::text);
    assertFalse(failure.text().contains("tok"), failure::text);
  }

  @Test
  void theRegionMayComeFromTheProfile() throws Exception {
    fine();
    drain(provider(at("TEST_KEY", "s3cret", "TEST_REGION", "ap-test-9")), "some.model");
    String proof = service.asked().headers().get("authorization");
    assertTrue(proof.startsWith("TEST ap-test-9/bedrock "), proof);
  }

  @Test
  void withoutAnyRegionNobodyIsAsked() {
    Provider provider = provider(at("TEST_KEY", "s3cret"));
    ProviderException failure =
        assertThrows(ProviderException.class, () -> provider.stream(request()));
    assertTrue(failure.text().contains("AWS_REGION"), failure::text);
    assertEquals(List.of(), service.allAsked());
  }

  @Test
  void aRegionThatWouldChangeTheAddressIsRefused() {
    for (String region : List.of("evil.test/", "us east", "a#", "US-EAST-1", "-")) {
      ProviderException failure =
          assertThrows(
              ProviderException.class,
              () -> provider(TestSettings.of("AWS_REGION", region)),
              region);
      assertTrue(failure.text().contains("AWS_REGION"), failure::text);
    }
  }

  @Test
  void withoutKeysItSaysSoAndAsksNobody() {
    Provider provider = provider(at("AWS_REGION", "eu-test-1"));
    assertThrows(ProviderException.Authentication.class, () -> provider.stream(request()));
    assertEquals(List.of(), service.allAsked());
    assertEquals(List.of(), pauses);
  }

  @Test
  void itIsPatientByItsOwnSettings() {
    for (int i = 0; i < 3; i++) {
      service.status(429, "{\"message\":\"slow\"}", "x-amzn-errortype", "ThrottlingException");
    }
    Provider provider =
        provider(
            signed()
                .with(
                    "BEDROCK_MAX_RETRIES",
                    "2",
                    "BEDROCK_INITIAL_RETRY_INTERVAL_MS",
                    "100",
                    "BEDROCK_BACKOFF_MULTIPLIER",
                    "10",
                    "BEDROCK_MAX_RETRY_INTERVAL_MS",
                    "500"));
    assertThrows(ProviderException.RateLimited.class, () -> provider.stream(request()));
    assertEquals(3, service.allAsked().size());
    assertBetween(80, 120, pauses.get(0));
    assertBetween(400, 600, pauses.get(1));
  }

  @Test
  void usuallyItTriesSixTimesMore() {
    for (int i = 0; i < 7; i++) {
      service.status(503, "<html>busy</html>");
    }
    Provider provider = provider(signed());
    assertThrows(ProviderException.ServerError.class, () -> provider.stream(request()));
    assertEquals(7, service.allAsked().size());
    assertBetween(1600, 2400, pauses.get(0));
    assertBetween(51_200, 76_800, pauses.get(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|ValidationException:http://x/|Input is too long for requested model.|ContextLengthExceeded",
        "400|ValidationException|prompt is too long: 9 > 8|ContextLengthExceeded",
        "400|ValidationException|Malformed input|ExecutionError",
        "403|AccessDeniedException|no access|Authentication",
        "403|ExpiredTokenException|expired|Authentication",
        "403||x|Authentication",
        "404|ResourceNotFoundException|no such model|ExecutionError",
        "424|ModelErrorException|broken|ExecutionError",
        "413||x|ContextLengthExceeded",
        "418||teapot|ExecutionError"
      })
  void refusalsAreFinalAndToldByKind(int status, String type, String text, String kind) {
    String[] headers = type == null ? new String[0] : new String[] {"x-amzn-ErrorType", type};
    service.status(status, "{\"message\":\"" + text + "\"}", headers);
    ProviderException failure =
        assertThrows(ProviderException.class, () -> provider(signed()).stream(request()));
    assertEquals(kind, failure.getClass().getSimpleName(), failure::display);
    assertTrue(failure.text().contains(text), failure::text);
    assertEquals(List.of(), pauses);
  }

  @Test
  void theTypeMayStandInTheBody() {
    service.status(400, "{\"__type\":\"com.amazon#AccessDeniedException\",\"Message\":\"no\"}");
    ProviderException failure =
        assertThrows(ProviderException.class, () -> provider(signed()).stream(request()));
    assertEquals("Authentication error: AWS: AccessDeniedException: no", failure.display());
  }

  @Test
  void aServiceThatIsNotThereIsTold() {
    String gone = service.url();
    service.close();
    Provider provider =
        provider(
            TestSettings.of("AWS_ENDPOINT_URL", gone, "AWS_REGION", "x", "TEST_KEY", "s3cret"));
    ProviderException failure =
        assertThrows(ProviderException.class, () -> provider.stream(request()));
    assertInstanceOf(ProviderException.NetworkError.class, failure);
    assertEquals(6, pauses.size());
  }

  @Test
  void withoutStreamingTheWholeAnswerIsAskedFor() throws Exception {
    service.status(
        200,
        """
        {"output":{"message":{"role":"assistant","content":[
          {"reasoningContent":{"reasoningText":{"text":"hm","signature":"sig"}}},
          {"reasoningContent":{"redactedContent":"AQID"}},
          {"text":"Hello"},
          {"toolUse":{"toolUseId":"t1","name":"shell","input":{"command":"ls"}}}]}},
         "stopReason":"tool_use",
         "usage":{"inputTokens":3,"outputTokens":4,"totalTokens":7,"cacheReadInputTokens":5}}
        """);
    List<Delta> deltas =
        drain(provider(signed().with("BEDROCK_DISABLE_STREAMING", "true")), "some.model");
    assertEquals("/model/some.model/converse", service.asked().path());
    assertEquals(
        "[Thinking, RedactedThinking, Text, ToolRequest]",
        deltas.getFirst().message().content().stream()
            .map(block -> block.getClass().getSimpleName())
            .toList()
            .toString());
    assertEquals("msg_uuid-1", deltas.getFirst().message().id());
    assertEquals(8L, deltas.getLast().usage().tokens().input());
    assertEquals(12L, deltas.getLast().usage().tokens().total());
    assertEquals(5L, deltas.getLast().usage().tokens().cacheRead());
  }

  @Test
  void aWholeAnswerWithoutMessageIsAnError() {
    service.status(200, "[]").status(200, "{\"output\":{}}").status(200, "<html>");
    Provider provider =
        provider(signed().with("BEDROCK_DISABLE_STREAMING", "true", "BEDROCK_MAX_RETRIES", "0"));
    for (int i = 0; i < 3; i++) {
      assertThrows(ProviderException.RequestFailed.class, () -> provider.stream(request()));
    }
  }

  @Test
  void openAisModelsAreAskedOverResponses() throws Exception {
    service.pieces(
        "data: {\"type\":\"response.created\",\"response\":{\"id\":\"r1\",\"model\":\"m\"}}\n\n",
        "data: {\"type\":\"response.output_text.delta\",\"delta\":\"hi\"}\n\n",
        "data: {\"type\":\"response.completed\",\"response\":{\"id\":\"r1\",\"output\":[]}}\n\n");
    Provider provider = provider(at("AWS_REGION", "eu-test-1", TOKEN, "tok"));
    assertEquals(
        "hi", ProviderContract.text(ProviderContract.messages(drain(provider, "openai.gpt-5.5"))));
    ModelService.Asked asked = service.asked();
    assertEquals("/openai/v1/responses", asked.path());
    assertEquals("Bearer tok", asked.headers().get("authorization"));
    assertEquals("openai.gpt-5.5", asked.json().text("model").orElseThrow());
  }

  @Test
  void withoutATokenOpenAisModelsAreNotThere() {
    ProviderException failure =
        assertThrows(
            ProviderException.Unsupported.class, () -> drain(provider(signed()), "openai.gpt-5.4"));
    assertTrue(failure.text().contains(TOKEN), failure::text);
    assertEquals(List.of(), service.allAsked());
  }

  @Test
  void theModelsAreThoseOfTheTable() throws Exception {
    List<String> models = provider(signed()).models();
    assertTrue(models.contains("us.anthropic.claude-sonnet-4-5-20250929-v1:0"), models::toString);
    assertNull(provider(signed()).fastModel());
  }

  @Test
  void requestsAreLoggedWithoutKeys(@TempDir Path logs) throws Exception {
    fine();
    TestSettings settings = at("AWS_REGION", "eu-test-1", TOKEN, "tok-s3cret").loggingTo(logs);
    drain(provider(settings), "some.model");
    String log = Files.readString(logs.resolve("llm_request.0.jsonl"));
    assertTrue(log.contains("\"messages\":[{\"role\":\"user\""), log);
    assertTrue(log.contains("fine"), log);
    assertFalse(log.contains("s3cret"), log);
  }

  private void fine() {
    service.play(ScriptedAnswer.says("fine"), new ConverseWire());
  }

  private TestSettings signed() {
    return at("AWS_REGION", "eu-test-1", "TEST_KEY", "s3cret");
  }

  private TestSettings at(String... keysAndValues) {
    return TestSettings.of(keysAndValues).with("AWS_ENDPOINT_URL", service.url());
  }

  private Provider provider(TestSettings settings) {
    return new BedrockProviderFactory()
        .create(
            settings,
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, pauses::add)));
  }

  private List<Delta> drain(Provider provider, String model) throws InterruptedException {
    ProviderRequest hello = request();
    try (ProviderStream stream =
        provider.stream(
            new ProviderRequest(
                ModelConfig.of(model),
                hello.sessionId(),
                hello.system(),
                hello.messages(),
                hello.tools()))) {
      return ProviderContract.drain(stream);
    }
  }

  private static void assertBetween(long least, long most, Duration pause) {
    assertTrue(pause.toMillis() >= least && pause.toMillis() <= most, pause::toString);
  }

  @Test
  void theTokenOfASignatureIsHidden() {
    TestSettings settings = TestSettings.of("AWS_ENDPOINT_URL", service.url());
    Provider provider = new BedrockProviderFactory().create(new SignedFor(settings));
    service.status(400, "{}");

    assertThrows(ProviderException.class, () -> drain(provider, "some.model"));

    assertEquals("***", settings.knownSecrets().hiddenIn("session-token-3"));
  }

  /// Who has keys for a time sends a token with each signature.
  private record SignedFor(TestSettings settings) implements ProviderSettings, RequestSigner {
    @Override
    public Optional<String> setting(String key) {
      return settings.setting(key);
    }

    @Override
    public Optional<String> secret(String key) {
      return settings.secret(key);
    }

    @Override
    public KnownSecrets knownSecrets() {
      return settings.knownSecrets();
    }

    @Override
    public Optional<RequestSigner> signer() {
      return Optional.of(this);
    }

    @Override
    public Map<String, String> sign(
        String method,
        URI address,
        Map<String, String> headers,
        byte[] body,
        Scope scope,
        ProviderSettings asked) {
      return Map.of("x-amz-security-token", "session-token-3");
    }

    @Override
    public Optional<String> region(ProviderSettings asked) {
      return Optional.of("eu-test-1");
    }
  }
}
