package dev.gander.adapters.llm.clouds.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceFailureContract;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.GeminiWire;
import dev.gander.provider.testkit.wire.MessagesWire;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The service is asked by a signed-in user, whose token is asked for first.
class VertexProviderTest extends ServiceTest {
  private static final String TOKEN = "{\"access_token\":\"t1\",\"expires_in\":3600}";

  private final List<Duration> pauses = new ArrayList<>();
  @TempDir Path folder;

  @BeforeEach
  void signIn() throws IOException {
    Files.writeString(
        file(),
        "{\"type\":\"authorized_user\",\"client_id\":\"c\",\"client_secret\":\"s\",\"refresh_token\":\"r\",\"token_uri\":\"%s/token\"}"
            .formatted(service.url()));
  }

  private Path file() {
    return folder.resolve("adc.json");
  }

  private Provider provider(GoogleCloud settings) {
    var addresses =
        new GcpVertexProviderFactory.Addresses(
            location -> service.url() + "/at/" + location, service.url() + "/policies");
    return new GcpVertexProviderFactory(addresses)
        .create(
            settings,
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, pauses::add)));
  }

  private Provider provider() {
    return provider(GoogleCloud.with(file()));
  }

  private Provider playing(List<ScriptedAnswer> answers, ModelService.Dialect dialect) {
    service.status(200, TOKEN);
    answers.forEach(answer -> service.play(answer, dialect));
    return provider();
  }

  /// One of the dialects that are spoken here.
  abstract class InADialect implements HttpProviderContract {
    @Override
    public Provider provider(List<ScriptedAnswer> answers) {
      return playing(answers, wire());
    }

    @Override
    public ProviderRequest request() {
      return HttpProviderContract.super.request().withModel(ModelConfig.of(model()));
    }

    @Override
    public ModelService service() {
      return service;
    }

    @Override
    public Provider provider(String url, TestSettings settings, TestTime time) {
      return signedIn(url, settings, ClientEnvironment.repeatable(time.clock(), time::pause));
    }

    @Override
    public boolean listsModels() {
      return false;
    }

    @Override
    public String errorBody(int status, String message) {
      return "{\"error\":{\"code\":%d,\"message\":\"%s\",\"status\":\"SOME_STATUS\"}}"
          .formatted(status, message);
    }
  }

  @Nested
  class AskedLikeGemini extends InADialect {
    @Override
    public String model() {
      return "gemini-2.5-flash";
    }

    @Override
    public ModelService.Dialect wire() {
      return new GeminiWire();
    }

    @Override
    public String tooLong() {
      return "The input token count (210000) exceeds the maximum number of tokens allowed (200000).";
    }

    @Override
    public boolean callsKeepTheirIds() {
      return false;
    }

    /// A token that is refused is asked for anew, once.
    @Test
    @Override
    public void aRefusedKeyIsToldAtOnce() {
      service.status(200, TOKEN).status(401, "{}").status(200, TOKEN.replace("t1", "t2"));
      service.status(403, "{}");
      Provider provider = VertexProviderTest.this.provider();
      assertThrows(ProviderException.Authentication.class, () -> provider.stream(request()));
      assertEquals(4, service.allAsked().size());
    }
  }

  @Nested
  class AskedLikeClaude extends InADialect {
    @Override
    public String model() {
      return "claude-sonnet-4-5@20250929";
    }

    @Override
    public ModelService.Dialect wire() {
      return new MessagesWire();
    }

    @Test
    @Override
    public void aRefusedKeyIsToldAtOnce() {
      service.status(200, TOKEN).status(401, "{}").status(200, TOKEN);
      Provider provider = VertexProviderTest.this.provider();
      // The same token would be refused again.
      assertThrows(ProviderException.Authentication.class, () -> provider.stream(request()));
      assertEquals(3, service.allAsked().size());
    }
  }

  /// The token that the service gives is the secret.
  private Provider signedIn(String url, TestSettings settings, ClientEnvironment environment) {
    service.at("/token", 200, TOKEN.replace("t1", ServiceFailureContract.KEY));
    GoogleCloud cloud = GoogleCloud.with(file());
    for (var setting : settings.values().entrySet()) {
      cloud = cloud.set(setting.getKey(), setting.getValue());
    }
    var addresses = new GcpVertexProviderFactory.Addresses(_ -> url, url);
    return new GcpVertexProviderFactory(addresses).create(cloud, new ServiceClients(environment));
  }

  private static void ask(Provider provider, String model) throws InterruptedException {
    try (ProviderStream stream = provider.stream(VertexRequests.hello(model))) {
      ProviderContract.drain(stream);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "us-central1,  gemini-2.5-flash,           v1beta1, google,    streamGenerateContent?alt=sse",
    "global,       gemini-3-pro-preview,       v1beta1, google,    streamGenerateContent?alt=sse",
    "europe-west4, llama-4-scout-instruct-maas, v1beta1, llama,    streamGenerateContent?alt=sse",
    "us-east5,     claude-sonnet-4@20250514,   v1,      anthropic, streamRawPredict"
  })
  void eachModelHasItsAddress(
      String location, String model, String version, String publisher, String method)
      throws Exception {
    service.status(200, TOKEN).pieces("data: [DONE]\n\n");
    ask(provider(GoogleCloud.with(file()).set("GCP_LOCATION", location)), model);

    service.asked();
    Asked asked = service.asked();
    assertEquals(
        "/at/%1$s/%2$s/projects/my-project/locations/%1$s/publishers/%3$s/models/%4$s:%5$s"
            .formatted(location, version, publisher, model, method),
        asked.path());
    assertEquals("Bearer t1", asked.headers().get("authorization"));
    assertEquals("s1", asked.headers().get("agent-session-id"));
  }

  @ParameterizedTest
  @CsvSource({
    "global,       https://aiplatform.googleapis.com",
    "europe-west1, https://europe-west1-aiplatform.googleapis.com"
  })
  void aLocationIsPartOfTheHost(String location, String address) {
    assertEquals(address, GcpVertexProviderFactory.Addresses.REAL.models().apply(location));
  }

  @Test
  void claudeIsToldTheDialectAndNotTheModel() throws Exception {
    service.status(200, TOKEN).pieces("data: [DONE]\n\n");
    ask(provider(), "claude-sonnet-4-5@20250929");

    service.asked();
    JsonObject body = service.asked().json();
    assertFalse(body.has("model"));
    assertEquals(Json.of("vertex-2023-10-16"), body.get("anthropic_version"));
    assertEquals(Json.of(true), body.get("stream"));
  }

  @Test
  void aModelOfAnotherKindIsRefusedBeforeAnybodyIsAsked() {
    var failure =
        assertThrows(ProviderException.ExecutionError.class, () -> ask(provider(), "text-bison"));
    assertEquals("Unsupported Vertex AI model: text-bison", failure.text());
    assertEquals(List.of(), service.allAsked());
  }

  @Test
  void aModelThatIsNotThereIsAskedAtItsHome() throws Exception {
    service.status(200, TOKEN).status(404, "{\"error\":{\"message\":\"not here\"}}");
    service.pieces("data: [DONE]\n\n");
    ask(provider(), "claude-opus-4-6");

    service.asked();
    assertTrue(service.asked().path().startsWith("/at/us-central1/"));
    assertTrue(service.asked().path().startsWith("/at/us-east5/"));
    assertEquals(List.of(), pauses);
  }

  @Test
  void atHomeThereIsNoSecondPlace() {
    service.status(200, TOKEN).status(404, "{\"error\":{\"message\":\"not here\"}}");
    var failure =
        assertThrows(
            ProviderException.RequestFailed.class, () -> ask(provider(), "gemini-2.5-flash"));
    assertTrue(failure.text().endsWith("not here"), failure.text());
    assertEquals(2, service.allAsked().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 500})
  void afterOtherFailuresTheConversationGoesNowhereElse(int status) {
    service.status(200, TOKEN).status(status, "{\"error\":{\"message\":\"oops\"}}");
    assertThrows(ProviderException.class, () -> ask(provider(), "claude-opus-4-6"));
    assertEquals(2, service.allAsked().size());
    assertEquals(List.of(), pauses);
  }

  @Test
  void tooManyRequestsAndOverloadAreCountedApart() throws Exception {
    GoogleCloud settings =
        GoogleCloud.with(file())
            .set("GCP_MAX_RETRIES", "2")
            .set("GCP_INITIAL_RETRY_INTERVAL_MS", "1000")
            .set("GCP_BACKOFF_MULTIPLIER", "3")
            .set("GCP_MAX_RETRY_INTERVAL_MS", "2500");
    service.status(200, TOKEN).status(429, "{}").status(529, "{}").status(429, "{}");
    service.status(529, "{}").pieces("data: [DONE]\n\n");
    ask(provider(settings), "gemini-2.5-flash");

    assertEquals(List.of(1L, 1L, 2L, 2L), seconds());
    service.status(200, TOKEN).status(429, "{}").status(429, "{}").status(429, "{}");
    assertThrows(
        ProviderException.RateLimited.class, () -> ask(provider(settings), "gemini-2.5-flash"));
  }

  @Test
  void theServicesOwnHintIsTaken() throws Exception {
    service.status(200, TOKEN);
    service.status(
        429,
        "{\"error\":{\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"31s\"}]}}");
    service.pieces("data: [DONE]\n\n");
    ask(provider(), "gemini-2.5-flash");
    assertEquals(List.of(31L), seconds());
  }

  @Test
  void oneWaitsFiveSecondsAtFirst() throws Exception {
    service.status(200, TOKEN).status(429, "{}").pieces("data: [DONE]\n\n");
    ask(provider(), "gemini-2.5-flash");
    assertTrue(pauses.getFirst().toMillis() >= 4000, pauses.toString());
    assertTrue(pauses.getFirst().toMillis() <= 6000, pauses.toString());
  }

  private List<Long> seconds() {
    return pauses.stream().map(pause -> Math.round(pause.toMillis() / 1000.0)).toList();
  }

  @Test
  void modelsAreThoseThatTheOrganizationAllows() throws Exception {
    service.status(200, TOKEN);
    service.status(
        200,
        "{\"listPolicy\":{\"allowedValues\":[\"publishers/google/models/gemini-2.5-*:predict\","
            + "\"is:publishers/anthropic/models/claude-opus-4@20250514\","
            + "\"publishers/google/models/gemini-2.0-flash:tune\"],"
            + "\"deniedValues\":[\"publishers/google/models/gemini-2.5-pro\"]}}");

    assertEquals(
        List.of("claude-opus-4@20250514", "gemini-2.5-flash", "gemini-2.5-flash-lite"),
        provider().models());

    service.asked();
    Asked asked = service.asked();
    assertEquals("/policies/v1/projects/my-project:getEffectiveOrgPolicy", asked.path());
    assertEquals(Json.of("constraints/vertexai.allowedModels"), asked.json().get("constraint"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"listPolicy\":{\"allValues\":\"ALLOW\"}}", "<html>"})
  void withoutAPolicyAllModelsAreListed(String answer) throws Exception {
    service.status(200, TOKEN).status(200, answer);
    assertEquals(19, provider().models().size());
  }

  @Test
  void aPolicyThatNobodyMayReadHidesNothing() throws Exception {
    service.status(200, TOKEN).status(403, "{}").status(200, TOKEN);
    assertEquals(19, provider().models().size());
  }

  @Test
  void aPolicyMayAllowNothing() throws Exception {
    service.status(200, TOKEN).status(200, "{\"listPolicy\":{\"allValues\":\"DENY\"}}");
    assertEquals(List.of(), provider().models());
  }

  @Test
  void aLocationThatIsNoneIsToldSo() {
    var failure =
        assertThrows(
            ProviderException.ExecutionError.class,
            () -> provider(GoogleCloud.with(file()).set("GCP_LOCATION", "evil.example/")));
    assertTrue(failure.text().contains("GCP_LOCATION"), failure.text());
  }
}
