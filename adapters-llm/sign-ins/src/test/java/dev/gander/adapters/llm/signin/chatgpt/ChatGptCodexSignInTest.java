package dev.gander.adapters.llm.signin.chatgpt;

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
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Authorization codes with PKCE and a state, against an authorization server of this machine.
class ChatGptCodexSignInTest extends ServiceTest {
  private Provider provider(Browser browser, Duration patience) {
    return provider(browser, patience, 0);
  }

  private Provider provider(Browser browser, Duration patience, int port) {
    return new ChatGptCodexProviderFactory(service.url(), service.url(), port, patience)
        .create(
            TestSettings.of().keeping(new InMemoryTokenCaches()),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})),
            browser);
  }

  private Provider provider(Browser browser) {
    return provider(browser, Duration.ofMinutes(1));
  }

  private static Visitor allowing() {
    return Visitor.comingBack(asked -> List.of("?code=c0de&state=" + asked.get("state")));
  }

  private static String jwt(String claims) {
    String body =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    return "h." + body + ".s";
  }

  @Test
  void theCodeIsChangedForTokens() throws Exception {
    Visitor visitor = allowing();
    service.status(
        200,
        "{\"access_token\":\"a\",\"refresh_token\":\"r\",\"id_token\":\"%s\",\"expires_in\":60}"
            .formatted(jwt("{\"chatgpt_account_id\":\"acc\"}")));

    var credentials = assertInstanceOf(Credentials.Tokens.class, provider(visitor::open).signIn());

    assertEquals(ChatGptCodexProviderFactory.TOKENS.file(), credentials.file());
    assertEquals(
        JsonObject.builder()
            .put("access_token", "a")
            .put("expires_at", "2026-03-04T10:12:12Z")
            .put("refresh_token", "r")
            .put("id_token", jwt("{\"chatgpt_account_id\":\"acc\"}"))
            .put("account_id", "acc")
            .build(),
        credentials.tokens());
    Map<String, String> page = Visitor.fields(visitor.opened().getRawQuery());
    assertEquals("code", page.get("response_type"));
    assertEquals("openid profile email offline_access", page.get("scope"));
    Asked asked = service.asked();
    assertEquals("/oauth/token", asked.path());
    Map<String, String> grant = Visitor.fields(asked.body());
    assertEquals("c0de", grant.get("code"));
    assertEquals("authorization_code", grant.get("grant_type"));
    assertEquals(page.get("redirect_uri"), grant.get("redirect_uri"));
    assertEquals(page.get("code_challenge"), Visitor.challenge(grant.get("code_verifier")));
  }

  @Test
  void aVisitWithAnotherStateIsRefusedAndTheRightOneStillCounts() throws Exception {
    Visitor visitor =
        Visitor.comingBack(
            asked ->
                List.of(
                    "?code=evil&state=guessed",
                    "?error=access_denied",
                    "?code=evil",
                    "?code=good&state=" + asked.get("state")));
    service.status(200, "{\"access_token\":\"a\",\"refresh_token\":\"r\"}");

    provider(visitor::open).signIn();

    List<Integer> statuses = new ArrayList<>();
    for (int visit = 0; visit < 4; visit++) {
      statuses.add(visitor.seen().statusCode());
    }
    assertEquals(List.of(400, 400, 400, 200), statuses);
    assertEquals("good", Visitor.fields(service.asked().body()).get("code"));
  }

  @Test
  void aUserWhoRefusesEndsTheSignIn() {
    Visitor visitor =
        Visitor.comingBack(
            asked ->
                List.of(
                    "?error=access_denied&error_description=%3Cscript%3E&state="
                        + asked.get("state")));
    Provider provider = provider(visitor::open);

    assertEquals(
        "The sign-in was refused (access_denied)",
        assertThrows(ProviderException.class, provider::signIn).text());
    assertEquals(List.of(), service.allAsked());
  }

  @Test
  void aPortThatAnotherProgramHasIsNamed() throws Exception {
    Visitor visitor = allowing();
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Provider provider = provider(visitor::open, Duration.ofMinutes(1), taken.getLocalPort());
      String text = assertThrows(ProviderException.class, provider::signIn).text();
      assertTrue(text.contains("port " + taken.getLocalPort()), text);
    }
    assertTrue(visitor.isIdle());
  }

  @Test
  void anInterruptEndsTheWaitAndFreesThePort() throws Exception {
    Visitor visitor = Visitor.comingBackWith();
    Provider provider = provider(visitor::open, Duration.ofMinutes(1));
    FutureTask<Credentials> waiting = new FutureTask<>(provider::signIn);
    Thread user = Thread.ofVirtual().start(waiting);
    URI back = URI.create(Visitor.fields(visitor.opened().getRawQuery()).get("redirect_uri"));

    user.interrupt();

    assertInstanceOf(
        InterruptedException.class,
        assertThrows(ExecutionException.class, () -> waiting.get(30, TimeUnit.SECONDS)).getCause());
    new ServerSocket(back.getPort(), 1, InetAddress.ofLiteral("127.0.0.1")).close();
  }

  @Test
  void aUserWhoDoesNotComeBackIsNotWaitedForLonger() {
    Provider provider = provider(Visitor.comingBackWith()::open, Duration.ofMillis(50));

    assertEquals(
        "Authentication timed out - please try again",
        assertThrows(ProviderException.class, provider::signIn).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | {"error":"invalid_grant","error_description":"c0de"} | 127.0.0.1 answered 400 (invalid_grant)
          500 | <html>c0de</html>                                    | 127.0.0.1 answered 500
          200 | <html>c0de</html>                                    | The answer of 127.0.0.1 has no access_token
          """)
  void whatTheServerSaysIsToldInOurWords(int status, String body, String text) {
    service.status(status, body);
    Provider provider = provider(allowing()::open);

    assertEquals(text, assertThrows(ProviderException.class, provider::signIn).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"https://api.openai.com/auth":{"chatgpt_account_id":"b"}} | b
          {"organizations":[{"id":"c"},{"id":"d"}]}                  | c
          {"organizations":["x"]}                                    |
          [1]                                                        |
          {broken                                                    |
          """)
  void theAccountStandsInTheClaims(String claims, String account) {
    JsonObject tokens =
        JsonObject.builder().put("access_token", "a").put("id_token", jwt(claims)).build();

    assertEquals(account, ChatGptAccount.of(tokens).orElse(null));
  }
}
