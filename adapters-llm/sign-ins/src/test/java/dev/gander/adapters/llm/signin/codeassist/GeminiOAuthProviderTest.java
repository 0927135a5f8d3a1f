package dev.gander.adapters.llm.signin.codeassist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.oauth.AuthorizationServer;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import dev.gander.provider.testkit.wire.GeminiWire;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Google's sign-in and Gemini behind it, played by one server.
class GeminiOAuthProviderTest extends ServiceTest implements HttpProviderContract {
  private static final String TOKENS =
      "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"expires_in\":3600}";

  private final List<Duration> pauses = new ArrayList<>();
  private final InMemoryTokenCaches caches = new InMemoryTokenCaches();
  private final Visitor visitor =
      Visitor.comingBack(page -> List.of("?code=c0de&state=" + page.get("state")));

  @Override
  public Set<Capability> capabilities() {
    return Capability.ALL;
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    keep("2026-03-04T12:00:00Z");
    answers.forEach(answer -> service.play(answer, new EnvelopedWire()));
    return provider(configured());
  }

  @Override
  public boolean callsKeepTheirIds() {
    return false;
  }

  /// A token that is refused is renewed first; here that is refused as well.
  @Test
  @Override
  public void aRefusedKeyIsToldAtOnce() {
    keep("2026-03-04T12:00:00Z");
    service.status(401, "{}").status(400, "{\"error\":\"invalid_grant\"}");
    assertThrows(
        ProviderException.Authentication.class, () -> provider(configured()).stream(request()));
    assertEquals(2, service.allAsked().size());
  }

  private static TestSettings configured() {
    return TestSettings.of("GEMINI_OAUTH_CLIENT_ID", "cid", "GEMINI_OAUTH_CLIENT_SECRET", "s3cret");
  }

  private Provider provider(TestSettings settings) {
    return signedIn(
        service.url(), settings, ClientEnvironment.repeatable(TestTime.CLOCK, pauses::add));
  }

  private Provider signedIn(String api, TestSettings settings, ClientEnvironment environment) {
    var addresses =
        new GoogleSignIn.Addresses(
            new AuthorizationServer(
                URI.create(service.url() + "/auth"), URI.create(service.url() + "/token")),
            api);
    return new GeminiOAuthProviderFactory(addresses, Duration.ofSeconds(20))
        .create(settings.keeping(caches), new ServiceClients(environment), visitor::open);
  }

  private void keep(String end) {
    caches.keep(GeminiOAuthProviderFactory.TOKENS, kept("my-project", "a1", "r1", end));
  }

  private static JsonObject kept(String project, String access, String refresh, String end) {
    JsonObject token =
        JsonObject.builder()
            .put("access_token", access)
            .put("refresh_token", refresh)
            .put("expires_at", end)
            .build();
    return JsonObject.builder().put("project_id", project).put("token", token).build();
  }

  private void ask(Provider provider) throws InterruptedException {
    try (ProviderStream stream = provider.stream(request())) {
      ProviderContract.drain(stream);
    }
  }

  /// Gemini's chunks in the envelope of the service.
  private record EnvelopedWire(GeminiWire gemini) implements ModelService.Dialect {
    EnvelopedWire() {
      this(new GeminiWire());
    }

    @Override
    public String begin(ScriptedAnswer answer) {
      return gemini.begin(answer);
    }

    @Override
    public String step(ScriptedAnswer answer, ScriptedAnswer.Step.Emit step) {
      return inEnvelope(gemini.step(answer, step));
    }

    @Override
    public String end(ScriptedAnswer answer) {
      return inEnvelope(gemini.end(answer));
    }

    private static String inEnvelope(String chunk) {
      return "data: {\"response\":%s,\"traceId\":\"t\"}\r\n\r\n"
          .formatted(chunk.strip().substring("data: ".length()));
    }
  }

  @Test
  void theRequestIsInAnEnvelope() throws Exception {
    ask(provider(List.of(ScriptedAnswer.says("ok"))));

    Asked asked = service.asked();
    assertEquals("/v1internal:streamGenerateContent?alt=sse", asked.path());
    assertEquals("Bearer a1", asked.headers().get("authorization"));
    assertEquals(Json.of("mock"), asked.json().get("model"));
    assertEquals(Json.of("my-project"), asked.json().get("project"));
    JsonObject request = asked.json().object("request").orElseThrow();
    assertTrue(request.has("contents"));
    assertTrue(request.has("systemInstruction"));
    assertFalse(request.has("model"));
  }

  @Test
  void anErrorInTheStreamIsTold() throws Exception {
    keep("2026-03-04T12:00:00Z");
    service.pieces("data: {\"error\":{\"status\":\"INTERNAL\",\"message\":\"broken\"}}\r\n\r\n");
    var failure =
        assertThrows(ProviderException.ServerError.class, () -> ask(provider(configured())));
    assertEquals("Google API error (INTERNAL): broken", failure.text());
  }

  @Test
  void tokensThatEndAreRenewedAndTheProjectStays() throws Exception {
    keep("2026-03-04T10:12:00Z");
    service.status(200, "{\"access_token\":\"a2\",\"expires_in\":3600}");
    service.play(ScriptedAnswer.says("ok"), new EnvelopedWire());

    ask(provider(configured()));

    Asked renewal = service.asked();
    assertEquals("/token", renewal.path());
    Stream.of("client_id=cid", "client_secret=s3cret", "refresh_token=r1")
        .forEach(field -> assertTrue(renewal.body().contains(field), field));
    assertEquals("Bearer a2", service.asked().headers().get("authorization"));
    assertEquals(
        Optional.of(kept("my-project", "a2", "r1", "2026-03-04T11:11:12Z")),
        caches.tokens(GeminiOAuthProviderFactory.TOKENS));
  }

  @Test
  void tokensThatHoldNeedNoProgramButARenewalDoes() throws Exception {
    keep("2026-03-04T12:00:00Z");
    service.play(ScriptedAnswer.says("ok"), new EnvelopedWire());
    ask(provider(TestSettings.of()));
    service.asked();

    keep("2026-03-04T09:00:00Z");
    var failure =
        assertThrows(
            ProviderException.ExecutionError.class, () -> ask(provider(TestSettings.of())));
    assertTrue(failure.text().contains("GEMINI_OAUTH_CLIENT_ID"), failure.text());
    assertEquals(List.of(), service.allAsked());
  }

  @Test
  void whoIsNotSignedInIsToldSo() {
    var failure =
        assertThrows(ProviderException.Authentication.class, () -> ask(provider(configured())));
    assertTrue(failure.text().contains("sign in"), failure.text());
    assertEquals(List.of(), service.allAsked());
  }

  @ParameterizedTest
  @CsvSource({
    "Your quota will reset after 39s.,      39",
    "You are out of quota; retry after 7,   7",
    "Your quota will reset after 1m5s.,     65",
    "Your quota will reset after 13h27m10s., 3600",
    "Come back after lunch or after 2s,     2"
  })
  void theServiceSaysInWordsHowLongToWait(String text, long seconds) throws Exception {
    keep("2026-03-04T12:00:00Z");
    service.status(429, "{\"error\":{\"message\":\"" + text + "\"}}");
    service.play(ScriptedAnswer.says("ok"), new EnvelopedWire());
    ask(provider(configured()));
    assertEquals(List.of(Duration.ofSeconds(seconds)), pauses);
  }

  @ParameterizedTest
  @CsvSource({"Come back after lunch", "hereafter 5"})
  void otherWordsAreNoTime(String text) throws Exception {
    keep("2026-03-04T12:00:00Z");
    service.status(429, "{\"error\":{\"message\":\"" + text + "\"}}");
    service.play(ScriptedAnswer.says("ok"), new EnvelopedWire());
    ask(provider(configured()));
    assertTrue(pauses.getFirst().toMillis() <= 1200, pauses.toString());
  }

  @Test
  void aSignInBringsTokensAndTheProject() throws Exception {
    service.status(200, TOKENS).status(200, "{\"cloudaicompanionProject\":\"p7\"}");

    var brought = assertInstanceOf(Credentials.Tokens.class, provider(configured()).signIn());

    assertEquals(GeminiOAuthProviderFactory.TOKENS.file(), brought.file());
    assertEquals(kept("p7", "a2", "r2", "2026-03-04T11:11:12Z"), brought.tokens());
    String page = visitor.opened().getRawQuery();
    Stream.of(
            "access_type=offline", "client_id=cid", "code_challenge_method=S256", "cloud-platform")
        .forEach(part -> assertTrue(page.contains(part), page));
    assertFalse(page.contains("s3cret"), page);
    assertTrue(service.asked().body().contains("client_secret=s3cret"));
    Asked asked = service.asked();
    assertEquals("/v1internal:loadCodeAssist", asked.path());
    assertEquals("Bearer a2", asked.headers().get("authorization"));
  }

  @Test
  void anAccountWithoutAProjectGetsOne() throws Exception {
    service
        .status(200, TOKENS)
        .status(
            200,
            "{\"allowedTiers\":[{\"id\":\"standard-tier\"},{\"id\":\"free-tier\",\"isDefault\":true}]}")
        .status(200, "{\"name\":\"operations/1\"}")
        .status(200, "{\"name\":\"operations/1\",\"done\":false}")
        .status(200, "{\"done\":true,\"response\":{\"cloudaicompanionProject\":{\"id\":\"p8\"}}}");

    var brought = assertInstanceOf(Credentials.Tokens.class, provider(configured()).signIn());

    assertEquals(Optional.of("p8"), brought.tokens().text("project_id"));
    assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(2)), pauses);
    service.asked();
    service.asked();
    Asked wish = service.asked();
    assertEquals("/v1internal:onboardUser", wish.path());
    assertEquals(Json.of("free-tier"), wish.json().get("tierId"));
  }

  @Test
  void aProjectThatIsNeverMadeIsNotWaitedForForEver() {
    service.status(200, TOKENS).status(200, "{}");
    for (int i = 0; i < 31; i++) {
      service.status(200, "{\"done\":false}");
    }
    var failure =
        assertThrows(ProviderException.RequestFailed.class, () -> provider(configured()).signIn());
    assertTrue(failure.text().contains("in time"), failure.text());
    assertEquals(29, pauses.size());
  }

  @Test
  void anAccountThatMayNotIsToldWithoutSecrets() {
    service.status(200, TOKENS).status(403, "{\"error\":{\"message\":\"a2 is not allowed\"}}");
    var failure =
        assertThrows(ProviderException.Authentication.class, () -> provider(configured()).signIn());
    assertEquals("127.0.0.1 answered 403", failure.text());
  }

  @ParameterizedTest
  @CsvSource({
    "GEMINI_OAUTH_CLIENT_ID, GEMINI_OAUTH_CLIENT_SECRET is missing",
    "GEMINI_OAUTH_CLIENT_SECRET, GEMINI_OAUTH_CLIENT_ID is missing"
  })
  void withoutAProgramOfOnesOwnNobodyIsAsked(String known, String told) {
    var failure =
        assertThrows(
            ProviderException.ExecutionError.class,
            () -> provider(TestSettings.of(known, "x")).signIn());
    assertTrue(failure.text().endsWith(told), failure.text());
    assertTrue(visitor.isIdle());
  }

  @Test
  void itsModelsAreKnown() throws Exception {
    Provider provider = provider(configured());
    assertEquals(7, provider.models().size());
    assertEquals("gemini-2.5-flash-lite", provider.fastModel());
  }

  /// A refused token is renewed; here that brings the same one.
  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    service.at("/token", 200, "{\"access_token\":\"%s\",\"expires_in\":3600}".formatted(KEY));
    caches.keep(GeminiOAuthProviderFactory.TOKENS, kept("p", KEY, "r1", "2026-03-04T12:00:00Z"));
    return signedIn(
        url,
        settings.with("GEMINI_OAUTH_CLIENT_ID", "cid", "GEMINI_OAUTH_CLIENT_SECRET", "s3cret"),
        ClientEnvironment.repeatable(time.clock(), time::pause));
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

  @Override
  public ModelService.Dialect wire() {
    return new EnvelopedWire();
  }

  @Override
  public String tooLong() {
    return "The input token count (210000) exceeds the maximum number of tokens allowed (200000).";
  }
}
