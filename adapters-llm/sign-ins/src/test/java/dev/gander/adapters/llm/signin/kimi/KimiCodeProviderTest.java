package dev.gander.adapters.llm.signin.kimi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import dev.gander.provider.testkit.wire.MessagesWire;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Device codes, and tokens that are renewed, against one server that plays Kimi's login and API.
class KimiCodeProviderTest extends ServiceTest implements HttpProviderContract {
  private static final String STARTED =
      """
      {"device_code": "dev-s3cret", "user_code": "AB-CD", "interval": 3, "expires_in": 20,
       "verification_uri": "https://kimi.com/go", "verification_uri_complete": "https://kimi.com/go?c=AB"}
      """;
  private static final TokenFile KIMI = KimiCodeProviderFactory.TOKENS.file();
  private static final String MODELS = "{\"data\":[{\"id\":\"kimi-for-coding\"}]}";

  private final SettableClock clock = SettableClock.at("2026-03-04T10:00:00Z");
  private final List<Duration> pauses = new ArrayList<>();
  private final InMemoryTokenCaches caches = new InMemoryTokenCaches();
  private final Visitor visitor = Visitor.comingBackWith();

  private Provider provider() {
    var environment =
        new ClientEnvironment(
            clock,
            time -> {
              pauses.add(time);
              clock.advance(time);
            },
            new Random(1),
            () -> "uuid");
    return new KimiCodeProviderFactory(service.url(), service.url())
        .create(new WithTokens(caches), new ServiceClients(environment), visitor::open);
  }

  private record WithTokens(TokenCaches caches) implements ProviderSettings {
    @Override
    public Optional<String> setting(String key) {
      return Optional.empty();
    }

    @Override
    public Optional<String> secret(String key) {
      return Optional.empty();
    }

    @Override
    public Optional<TokenCaches> tokens() {
      return Optional.of(caches);
    }
  }

  private static String tokens(String access, String refresh) {
    return "{\"access_token\":\"%s\",\"refresh_token\":\"%s\",\"expires_in\":900}"
        .formatted(access, refresh);
  }

  private static JsonObject kept(String access, String refresh, String end) {
    return JsonObject.builder()
        .put("access_token", access)
        .put("expires_at", end)
        .put("refresh_token", refresh)
        .build();
  }

  private String failureOf(Provider provider) {
    return assertThrows(ProviderException.class, provider::signIn).text();
  }

  @Test
  void theDeviceIsAllowedOnAPageOfTheService() throws Exception {
    service
        .status(200, STARTED)
        .status(400, "{\"error\":\"authorization_pending\"}")
        .status(400, "{\"error\":\"slow_down\"}")
        .status(502, "<html>")
        .status(200, tokens("a1", "r1"));

    var credentials = assertInstanceOf(Credentials.Tokens.class, provider().signIn());

    assertEquals(KIMI, credentials.file());
    // Three seconds, three more, then eight twice: the tokens came after 22 seconds.
    assertEquals(kept("a1", "r1", "2026-03-04T10:15:22Z"), credentials.tokens());
    assertEquals(List.of(3L, 3L, 8L, 8L), pauses.stream().map(Duration::toSeconds).toList());
    assertEquals(URI.create("https://kimi.com/go?c=AB"), visitor.opened());
    Asked start = service.asked();
    assertEquals("/api/oauth/device_authorization", start.path());
    assertEquals("kimi_cli", start.headers().get("x-msh-platform"));
    assertEquals("device of kimicode/token.json", start.headers().get("x-msh-device-id"));
    Map<String, String> poll = Visitor.fields(service.asked().body());
    assertEquals("dev-s3cret", poll.get("device_code"));
    assertEquals("urn:ietf:params:oauth:grant-type:device_code", poll.get("grant_type"));
    assertFalse(credentials.toString().contains("a1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"error":"access_denied"}           | The sign-in was refused
          400 | {"error":"expired_token"}           | Authentication timed out - please try again
          400 | {"error":"dev-s3cret is unknown"}   | 127.0.0.1 answered 400
          403 | <html>dev-s3cret</html>             | 127.0.0.1 answered 403
          200 | <html>dev-s3cret</html>             | The answer of 127.0.0.1 has no access_token
          """)
  void aSignInThatFailsIsToldWithoutSecrets(int status, String body, String text) {
    service.status(200, STARTED).status(status, body);
    assertEquals(text, failureOf(provider()));
  }

  @Test
  void theDeviceIsNotAskedAboutForEver() {
    service.status(200, STARTED);
    for (int i = 0; i < 20; i++) {
      service.status(400, "{\"error\":\"authorization_pending\"}");
    }
    assertEquals("Authentication timed out - please try again", failureOf(provider()));
    assertEquals(7, pauses.size());
  }

  @Test
  void tokensThatHoldAreUsedAsTheyAre() throws Exception {
    caches.keep(KIMI, kept("a1", "r1", "2026-03-04T10:05:01Z"));
    service.status(200, MODELS);

    assertEquals(List.of("kimi-for-coding"), provider().models());

    Asked asked = service.asked();
    assertEquals("/v1/models", asked.path());
    assertEquals("Bearer a1", asked.headers().get("authorization"));
  }

  @Test
  void tokensThatAreAboutToEndAreRenewedOnceForAll() throws Exception {
    caches.keep(KIMI, kept("a1", "r1", "2026-03-04T10:04:59Z").with("theirs", Json.of(true)));
    service.status(200, tokens("a2", "r2"));
    Collections.nCopies(8, MODELS).forEach(models -> service.status(200, models));
    Provider provider = provider();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<List<String>> ask = provider::models;
      for (Future<List<String>> answer : threads.invokeAll(Collections.nCopies(8, ask))) {
        answer.get();
      }
    }

    List<Asked> asked = service.allAsked();
    assertEquals(9, asked.size());
    Map<String, String> renewal = Visitor.fields(asked.getFirst().body());
    assertEquals("refresh_token", renewal.get("grant_type"));
    assertEquals("r1", renewal.get("refresh_token"));
    assertTrue(
        asked.stream()
            .skip(1)
            .allMatch(it -> "Bearer a2".equals(it.headers().get("authorization"))));
    assertEquals(
        Optional.of(kept("a2", "r2", "2026-03-04T10:15:00Z").with("theirs", Json.of(true))),
        caches.tokens(KIMI));
  }

  @Test
  void aTokenThatTheServiceRefusesIsRenewed() throws Exception {
    caches.keep(KIMI, kept("a1", "r1", "2026-03-04T12:00:00Z"));
    service
        .status(401, "{}")
        .status(200, "{\"access_token\":\"a2\",\"expires_in\":900}")
        .status(200, MODELS);

    assertEquals(List.of("kimi-for-coding"), provider().models());

    assertEquals("Bearer a1", service.asked().headers().get("authorization"));
    assertEquals("/api/oauth/token", service.asked().path());
    assertEquals("Bearer a2", service.asked().headers().get("authorization"));
    assertEquals(
        Optional.of(kept("a2", "r1", "2026-03-04T10:15:00Z")),
        caches.tokens(KIMI),
        "a service that sends no new refresh token lets the old one hold");
  }

  @Test
  void aRefusedRenewalAsksForANewSignInAndKeepsTheTokens() {
    JsonObject old = kept("a1", "r1", "2026-03-04T09:00:00Z");
    caches.keep(KIMI, old);
    service.status(400, "{\"error\":\"invalid_grant\",\"error_description\":\"r1\"}");

    ProviderException failure =
        assertThrows(ProviderException.Authentication.class, () -> provider().models());

    assertEquals(
        "Not signed in to Kimi Code: sign in again in the settings of the provider",
        failure.text());
    assertEquals(Optional.of(old), caches.tokens(KIMI));
  }

  @Test
  void aServiceThatStumblesLeavesATokenThatStillHolds() throws Exception {
    caches.keep(KIMI, kept("a1", "r1", "2026-03-04T10:01:00Z"));
    service.status(503, "").status(200, MODELS);

    provider().models();

    service.asked();
    assertEquals("Bearer a1", service.asked().headers().get("authorization"));
  }

  @Test
  void withoutTokensNobodyIsAsked() {
    assertThrows(ProviderException.Authentication.class, () -> provider().models());
    caches.keep(KIMI, JsonObject.of("access_token", Json.of(7)));
    assertThrows(ProviderException.Authentication.class, () -> provider().models());
    assertEquals(List.of(), service.allAsked());
  }

  @Override
  public Set<Capability> capabilities() {
    return Capability.ALL;
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    caches.keep(
        KIMI,
        JsonObject.builder()
            .put("access_token", KEY)
            .put("expires_at", "2026-03-04T12:00:00Z")
            .build());
    return new KimiCodeProviderFactory(url, service.url())
        .create(
            settings.keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)),
            visitor::open);
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"%s\"},\"type\":\"error\"}"
        .formatted(message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new MessagesWire();
  }
}
