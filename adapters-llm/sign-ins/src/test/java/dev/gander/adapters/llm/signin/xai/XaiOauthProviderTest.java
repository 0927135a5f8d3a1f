package dev.gander.adapters.llm.signin.xai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.oauth.Browser;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// One server plays xAI and its issuer.
class XaiOauthProviderTest extends ServiceTest implements HttpProviderContract {
  private static final String TOKENS =
      "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"id_token\":\"i\",\"expires_in\":3600}";
  private static final String STARTED =
      """
      {"device_code": "d", "user_code": "AB-CD", "verification_uri": "https://x.ai/device",
       "verification_uri_complete": "https://x.ai/device?code=AB-CD"}
      """;

  private final InMemoryTokenCaches caches = new InMemoryTokenCaches();

  @Override
  public Set<Capability> capabilities() {
    return Capability.ALL;
  }

  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    keep("2026-03-04T12:00:00Z", "");
    return provider(0, Visitor.comingBackWith()::open, settings());
  }

  private TestSettings settings() {
    return TestSettings.of("XAI_HOST", service.url() + "/v1", "XAI_OAUTH_CLIENT_ID", "client-1");
  }

  private Provider provider(int port, Browser browser, TestSettings settings) {
    return new XaiOauthProviderFactory(service.url(), port)
        .create(
            settings.keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})),
            browser);
  }

  private void keep(String end, String refresh) {
    JsonObject.Builder tokens =
        JsonObject.builder().put("access_token", "a1").put("expires_at", end);
    if (!refresh.isEmpty()) {
      tokens.put("refresh_token", refresh);
    }
    caches.keep(XaiOauthProviderFactory.TOKENS, tokens.build());
  }

  private static Visitor allowing() {
    return Visitor.comingBack(asked -> List.of("?code=c0de&state=" + asked.get("state")));
  }

  @Test
  void theBrowserBringsACode() throws Exception {
    Visitor visitor = allowing();
    service.status(200, TOKENS);

    var credentials =
        assertInstanceOf(Credentials.Tokens.class, provider(0, visitor::open, settings()).signIn());

    assertEquals(XaiOauthProviderFactory.TOKENS.file(), credentials.file());
    assertEquals("a2", credentials.tokens().text("access_token").orElseThrow());
    assertEquals("2026-03-04T11:11:12Z", credentials.tokens().text("expires_at").orElseThrow());
    URI opened = visitor.opened();
    assertEquals("/oauth2/authorize", opened.getPath());
    Map<String, String> page = Visitor.fields(opened.getRawQuery());
    assertEquals("client-1", page.get("client_id"));
    assertTrue(page.get("redirect_uri").matches("http://127\\.0\\.0\\.1:[0-9]+/callback"));
    assertEquals("generic", page.get("plan"));
    assertTrue(page.get("scope").contains("offline_access"));
    Asked asked = service.asked();
    assertEquals("/oauth2/token", asked.path());
    assertEquals("c0de", Visitor.fields(asked.body()).get("code"));
  }

  @Test
  void aPortThatIsTakenLeavesADeviceCode() throws Exception {
    Visitor visitor = allowing();
    service.status(200, STARTED).status(200, TOKENS);
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Provider provider = provider(taken.getLocalPort(), visitor::open, settings());
      assertInstanceOf(Credentials.Tokens.class, provider.signIn());
    }
    assertEquals(URI.create("https://x.ai/device?code=AB-CD"), visitor.opened());
    Asked start = service.asked();
    assertEquals("/oauth2/device/code", start.path());
    assertEquals("client-1", Visitor.fields(start.body()).get("client_id"));
    assertEquals("d", Visitor.fields(service.asked().body()).get("device_code"));
  }

  @Test
  void withoutABrowserThereIsADeviceCode() throws Exception {
    List<URI> opened = new ArrayList<>();
    service.status(200, STARTED).status(200, TOKENS);

    provider(0, new Nowhere(opened), settings()).signIn();

    assertEquals("/oauth2/device/code", service.asked().path());
    assertEquals(List.of(URI.create("https://x.ai/device?code=AB-CD")), opened);
  }

  private record Nowhere(List<URI> opened) implements Browser {
    @Override
    public void open(URI page) {
      opened.add(page);
    }

    @Override
    public boolean isThere() {
      return false;
    }
  }

  @Test
  void whoRefusesIsNotAskedAgainAnotherWay() {
    Visitor visitor =
        Visitor.comingBack(asked -> List.of("?error=access_denied&state=" + asked.get("state")));
    Provider provider = provider(0, visitor::open, settings());

    assertEquals(
        "The sign-in was refused (access_denied)",
        assertThrows(ProviderException.class, provider::signIn).text());
    assertEquals(List.of(), service.allAsked());
  }

  @Test
  void aMissingClientIsNamedWhenSomebodySignsIn() {
    Visitor visitor = allowing();
    Provider provider = provider(0, visitor::open, TestSettings.of());

    assertEquals(
        "Configuration value not found: XAI_OAUTH_CLIENT_ID",
        assertThrows(ProviderException.class, provider::signIn).text());
    assertTrue(visitor.isIdle());
  }

  @Test
  void tokensAreRenewedTwoMinutesBeforeTheirEnd() throws Exception {
    keep("2026-03-04T10:13:11Z", "r1");
    service.status(200, TOKENS).status(200, "{\"data\":[{\"id\":\"grok-3\"}]}");

    assertEquals(
        List.of("grok-3"), provider(0, Visitor.comingBackWith()::open, settings()).models());

    Map<String, String> renewal = Visitor.fields(service.asked().body());
    assertEquals("r1", renewal.get("refresh_token"));
    assertEquals("client-1", renewal.get("client_id"));
    Asked asked = service.asked();
    assertEquals("/v1/models", asked.path());
    assertEquals("Bearer a2", asked.headers().get("authorization"));
  }

  @Test
  void aMissingClientIsNamedWhenTokensHaveToBeRenewed() {
    keep("2026-03-04T10:00:00Z", "r1");
    Provider provider =
        provider(0, Visitor.comingBackWith()::open, TestSettings.of("XAI_HOST", service.url()));

    assertEquals(
        "Configuration value not found: XAI_OAUTH_CLIENT_ID",
        assertThrows(ProviderException.class, provider::models).text());
    assertEquals(List.of(), service.allAsked());
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    caches.keep(
        XaiOauthProviderFactory.TOKENS,
        JsonObject.builder()
            .put("access_token", KEY)
            .put("expires_at", "2026-03-04T12:00:00Z")
            .build());
    return new XaiOauthProviderFactory(service.url(), 0)
        .create(
            settings.with("XAI_HOST", url).keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)),
            Visitor.comingBackWith()::open);
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"code\":\"The service is unwell\",\"error\":\"%s\"}".formatted(message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new ChatWire();
  }
}
