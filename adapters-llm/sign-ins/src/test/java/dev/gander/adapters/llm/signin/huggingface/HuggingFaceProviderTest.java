package dev.gander.adapters.llm.signin.huggingface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.signin.Credentials;
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
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One server plays the router and the issuer of tokens.
class HuggingFaceProviderTest extends ServiceTest implements HttpProviderContract {
  private static final String MODELS = "{\"data\":[{\"id\":\"m\"}]}";

  private final InMemoryTokenCaches caches = new InMemoryTokenCaches();

  private Provider provider(String... settings) {
    return provider(Visitor.comingBackWith(), settings);
  }

  private Provider provider(Visitor visitor, String... settings) {
    return new HuggingFaceProviderFactory(service.url(), 0)
        .create(
            TestSettings.of(settings).with("HF_HOST", service.url() + "/v1").keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})),
            visitor::open);
  }

  private void keep(String end) {
    caches.keep(
        HuggingFaceProviderFactory.TOKENS,
        JsonObject.builder()
            .put("access_token", "a1")
            .put("refresh_token", "r1")
            .put("expires_at", end)
            .build());
  }

  private String asker() throws InterruptedException {
    return service.asked().headers().get("authorization");
  }

  @Test
  void aKeyIsEnough() throws Exception {
    service.status(200, MODELS);

    assertEquals(List.of("m"), provider("HF_TOKEN", " key ").models());

    Asked asked = service.asked();
    assertEquals("/v1/models", asked.path());
    assertEquals("Bearer key", asked.headers().get("authorization"));
  }

  @Test
  void aKeyThatIsRefusedIsNotSentTwice() {
    service.status(401, "{\"error\":\"Invalid username or password.\"}");
    Provider provider = provider("HF_TOKEN", "key", "HF_OAUTH_CLIENT_ID", "c");

    assertThrows(ProviderException.Authentication.class, provider::models);
    assertEquals(1, service.allAsked().size());
  }

  @Test
  void tokensGoBeforeTheKey() throws Exception {
    keep("2026-03-04T12:00:00Z");
    service.status(200, MODELS);

    provider("HF_TOKEN", "key").models();

    assertEquals("Bearer a1", asker());
  }

  @Test
  void tokensWithoutAnEndHold() throws Exception {
    caches.keep(
        HuggingFaceProviderFactory.TOKENS,
        JsonObject.builder()
            .put("access_token", "a1")
            .put("refresh_token", JsonNull.NULL)
            .put("expires_at", JsonNull.NULL)
            .build());
    service.status(200, MODELS);

    provider().models();

    assertEquals("Bearer a1", asker());
  }

  @Test
  void tokensAreRenewed() throws Exception {
    keep("2026-03-04T10:11:13Z");
    service.status(200, "{\"access_token\":\"a2\",\"expires_in\":28800}").status(200, MODELS);

    provider("HF_OAUTH_CLIENT_ID", "c").models();

    assertEquals("c", Visitor.fields(service.asked().body()).get("client_id"));
    assertEquals("Bearer a2", asker());
  }

  @Test
  void whereTokensCannotBeRenewedTheKeyHelps() throws Exception {
    keep("2026-03-04T10:00:00Z");
    service.status(400, "{\"error\":\"invalid_grant\"}").status(200, MODELS);

    provider("HF_TOKEN", "key", "HF_OAUTH_CLIENT_ID", "c").models();

    service.asked();
    assertEquals("Bearer key", asker());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"error":"invalid_grant","error_description":"r1"}  | Not signed in to Hugging Face: sign in again in the settings of the provider
          401 | {"error":{"code":"refresh_token_expired"}}          | Not signed in to Hugging Face: sign in again in the settings of the provider
          401 | {"error":"invalid_client","error_description":"r1"} | 127.0.0.1 answered 401 (invalid_client)
          400 | {"error":"r1 is unknown"}                           | 127.0.0.1 answered 400
          403 | <html>r1</html>                                     | 127.0.0.1 answered 403
          """)
  void withoutAKeyARenewalThatIsRefusedIsTold(int status, String body, String text) {
    keep("2026-03-04T10:00:00Z");
    service.status(status, body);
    Provider provider = provider("HF_OAUTH_CLIENT_ID", "c");

    assertEquals(
        text, assertThrows(ProviderException.Authentication.class, provider::models).text());
  }

  @Test
  void withoutKeyTokensAndClientThereIsNoProvider() {
    assertEquals(
        "Configuration value not found: HF_TOKEN, or HF_OAUTH_CLIENT_ID to sign in",
        assertThrows(ProviderException.class, () -> provider()).text());
  }

  @Test
  void oneSignsInWithTheBrowser() throws Exception {
    Visitor visitor =
        Visitor.comingBack(asked -> List.of("?code=c0de&state=" + asked.get("state")));
    service.status(200, "{\"access_token\":\"a1\",\"token_type\":\"bearer\"}");

    var credentials =
        assertInstanceOf(
            Credentials.Tokens.class, provider(visitor, "HF_OAUTH_CLIENT_ID", "client-1").signIn());

    assertEquals(HuggingFaceProviderFactory.TOKENS.file(), credentials.file());
    assertEquals(JsonObject.builder().put("access_token", "a1").build(), credentials.tokens());
    Map<String, String> page = Visitor.fields(visitor.opened().getRawQuery());
    assertEquals("client-1", page.get("client_id"));
    assertEquals("read-repos gated-repos inference-api", page.get("scope"));
    assertTrue(
        page.get("redirect_uri")
            .matches("http://127\\.0\\.0\\.1:[0-9]+/oauth/huggingface/callback"));
    assertEquals("/oauth/token", service.asked().path());
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    return new HuggingFaceProviderFactory(service.url(), 0)
        .create(
            settings.with("HF_HOST", url, "HF_TOKEN", KEY).keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)),
            Visitor.comingBackWith()::open);
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":\"%s\"}".formatted(message);
  }

  @Override
  public ModelService.Dialect wire() {
    return new ChatWire();
  }
}
