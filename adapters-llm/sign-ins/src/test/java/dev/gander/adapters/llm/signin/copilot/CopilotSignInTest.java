package dev.gander.adapters.llm.signin.copilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.signin.Credentials;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Device codes, shown on a page of ours.
class CopilotSignInTest extends CopilotTest {
  private static final String STARTED =
      """
      {"device_code": "dev-s3cret", "user_code": "AB12-CD34", "interval": 5, "expires_in": 900,
       "verification_uri": "https://github.com/login/device"}
      """;

  @Test
  void theCodeIsShownOnAPageThatLeadsToGitHub() throws Exception {
    List<String> pages = new ArrayList<>();
    service
        .status(200, STARTED)
        .reply(
            exchange -> {
              pages.add(page());
              byte[] pending =
                  "{\"error\":\"authorization_pending\"}".getBytes(StandardCharsets.UTF_8);
              exchange.sendResponseHeaders(200, pending.length);
              exchange.getResponseBody().write(pending);
              exchange.close();
            })
        .status(
            200, "{\"access_token\":\"gh-2\",\"token_type\":\"bearer\",\"scope\":\"read:user\"}");

    var secret = assertInstanceOf(Credentials.Secret.class, provider(TestSettings.of()).signIn());

    assertEquals("GITHUB_COPILOT_TOKEN", secret.key());
    assertEquals("gh-2", secret.value());
    assertEquals(List.of(Duration.ofSeconds(5), Duration.ofSeconds(5)), pauses);
    JsonObject start = service.asked().json();
    assertEquals("Iv1.b507a08c87ecfe98", start.text("client_id").orElseThrow());
    assertEquals("read:user", start.text("scope").orElseThrow());
    JsonObject poll = service.asked().json();
    assertEquals("dev-s3cret", poll.text("device_code").orElseThrow());
    assertTrue(pages.getFirst().contains(">AB12-CD34<"), pages.getFirst());
    assertTrue(pages.getFirst().contains("href=\"https://github.com/login/device\""));
    assertFalse(pages.getFirst().contains("dev-s3cret"));
  }

  /// What the user sees while GitHub is asked.
  private String page() {
    try {
      return Visitor.get(visitor.opened().toString()).body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | {"error":"access_denied"}          | The sign-in was refused
          200 | {"error":"expired_token"}          | Authentication timed out - please try again
          200 | {"error":"incorrect_device_code"}  | 127.0.0.1 answered 200 (incorrect_device_code)
          200 | <html>dev-s3cret</html>            | The answer of 127.0.0.1 has no access_token
          429 | {"message":"slow dev-s3cret"}      | 127.0.0.1 answered 429
          """)
  void aSignInThatFailsIsToldWithoutSecrets(int status, String body, String text) {
    service.status(200, STARTED).status(status, body);
    Provider provider = provider(TestSettings.of());

    assertEquals(text, assertThrows(ProviderException.class, provider::signIn).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"device_code":"d","user_code":"<script>","verification_uri":"https://x.test"} | 127.0.0.1 gave a code that nobody can enter
          {"device_code":"d","user_code":"AB","verification_uri":"javascript:alert(1)"}  | 127.0.0.1 named a page that is no address of the web
          {"device_code":"d","verification_uri":"https://x.test"}                        | The answer of 127.0.0.1 has no user_code
          {}                                                                             | The answer of 127.0.0.1 has no device_code
          """)
  void nothingIsShownThatIsNoCodeAndNoPage(String body, String text) {
    service.status(200, body);
    Provider provider = provider(TestSettings.of());

    assertEquals(text, assertThrows(ProviderException.class, provider::signIn).text());
    assertTrue(visitor.isIdle());
  }

  @Test
  void whoIsSignedInAlreadyNeedNotDoItAgain() throws Exception {
    service.status(200, exchange("c1"));

    var secret = assertInstanceOf(Credentials.Secret.class, signedIn().signIn());

    assertEquals("gh-s3cret", secret.value());
    assertTrue(visitor.isIdle());
  }

  @Test
  void aTokenThatGitHubHasTakenBackIsReplaced() throws Exception {
    keep("old", "2026-03-04T12:00:00Z");
    service.status(401, "{}").status(200, STARTED).status(200, "{\"access_token\":\"gh-2\"}");

    var secret = assertInstanceOf(Credentials.Secret.class, signedIn().signIn());

    assertEquals("gh-2", secret.value());
    assertTrue(caches.tokens(FILE).isEmpty(), "it was the other account's");
  }

  @Test
  void anotherClientMayBeChosen() {
    service.status(403, "{}");
    Provider provider = provider(TestSettings.of("GITHUB_COPILOT_CLIENT_ID", " mine "));

    assertThrows(ProviderException.class, provider::signIn);
    assertEquals("mine", service.allAsked().getFirst().json().text("client_id").orElseThrow());
  }
}
