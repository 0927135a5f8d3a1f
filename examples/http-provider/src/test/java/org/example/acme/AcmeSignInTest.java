package org.example.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// One server plays the service and the pages where users sign in.
class AcmeSignInTest extends ServiceTest {
  private static final String MODELS = "{\"data\":[{\"id\":\"acme-large\"}]}";

  private final InMemoryTokenCaches caches = new InMemoryTokenCaches();

  private Provider provider(Visitor user) {
    String url = service.url();
    return new AcmeProviderFactory()
        .create(
            TestSettings.of(AcmeProviderFactory.HOST, url, AcmeProviderFactory.LOGIN, url)
                .keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})),
            user::open);
  }

  @Test
  void theBrowserBringsTokens() throws Exception {
    Visitor user = Visitor.comingBack(page -> List.of("?code=c&state=" + page.get("state")));
    service.status(200, "{\"access_token\":\"a1\",\"refresh_token\":\"r1\",\"expires_in\":60}");

    var brought = assertInstanceOf(Credentials.Tokens.class, provider(user).signIn());

    assertEquals("a1", brought.tokens().text("access_token").orElseThrow());
    Map<String, String> page = Visitor.fields(user.opened().getRawQuery());
    Map<String, String> exchange = Visitor.fields(service.asked().body());
    assertEquals("c", exchange.get("code"));
    assertEquals(page.get("code_challenge"), Visitor.challenge(exchange.get("code_verifier")));
  }

  @Test
  void tokensAreRefreshedBeforeTheyExpire() throws Exception {
    caches.keep(
        AcmeProviderFactory.TOKENS,
        JsonObject.builder()
            .put("access_token", "a1")
            .put("refresh_token", "r1")
            .put("expires_at", "2026-03-04T10:11:30Z")
            .build());
    service.status(200, "{\"access_token\":\"a2\",\"expires_in\":3600}").status(200, MODELS);

    assertEquals(List.of("acme-large"), provider(Visitor.comingBackWith()).models());

    assertEquals("r1", Visitor.fields(service.asked().body()).get("refresh_token"));
    Asked models = service.asked();
    assertEquals("Bearer a2", models.headers().get("authorization"));
  }

  @Test
  void withoutKeyAndTokensTheUserIsAskedToSignIn() {
    Provider provider = provider(Visitor.comingBackWith());

    assertEquals(
        "Not signed in to Acme: sign in again in the settings of the provider",
        assertThrows(ProviderException.Authentication.class, provider::models).text());
  }
}
