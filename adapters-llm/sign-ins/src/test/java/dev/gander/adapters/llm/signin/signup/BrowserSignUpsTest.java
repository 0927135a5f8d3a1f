package dev.gander.adapters.llm.signin.signup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.SignUps;
import dev.gander.json.jackson.JsonText;
import dev.gander.oauth.Browser;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.Visitor;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.provider.SignUpsContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The sign-ups against services of this machine.
class BrowserSignUpsTest implements SignUpsContract {
  private static final String STARTED =
      "{\"device_code\":\"dev-1\",\"verification_uri_complete\":\"https://nano-gpt.com/go?c=1\"}";

  private final ModelService service = start();
  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final List<Duration> pauses = new ArrayList<>();

  private static ModelService start() {
    try {
      return new ModelService();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private SignUps signUps(Browser browser, Duration patience) {
    return signUps(browser, patience, 0);
  }

  private SignUps signUps(Browser browser, Duration patience, int portOfOpenRouter) {
    var environment =
        new ClientEnvironment(
            clock,
            time -> {
              pauses.add(time);
              clock.advance(time);
            },
            new Random(1),
            () -> "uuid");
    return new BrowserSignUps(
        () -> rows(service.url(), portOfOpenRouter),
        TestSettings.of(),
        browser,
        patience,
        environment);
  }

  /// One of each kind, as the real ones are.
  private static List<JsonObject> rows(String host, int port) {
    return List.of(
        row(
            "nano-gpt",
            "NanoGPT",
            """
            {"device": "%s/api/cli-login/"}"""
                .formatted(host)),
        row(
            "openrouter",
            "OpenRouter",
            """
            {"page": "%1$s/auth", "exchange": "%1$s/api/v1/auth/keys", "callback": "callback_url",
             "port": %2$d, "names_method": true}"""
                .formatted(host, port)),
        row(
            "tetrate",
            "Tetrate Agent Router Service",
            """
            {"name": "Tetrate", "page": "%1$s/auth", "exchange": "%1$s/api/api-keys/verify",
             "callback": "callback"}"""
                .formatted(host)));
  }

  private static JsonObject row(String name, String displayName, String signUp) {
    return (JsonObject)
        JsonText.parse(
            """
            {"name": "%s", "type": "Preferred", "display_name": "%s", "description": "",
             "default_model": "m", "model_doc_link": "", "sign_up": %s,
             "config_keys": [{"name": "%s_HOST"}, {"name": "%s_API_KEY", "secret": true}]}"""
                .formatted(name, displayName, signUp, name, name));
  }

  private static String key(SignUps signUps, String provider) throws InterruptedException {
    return signUps.keyFor(signUps.find(provider).orElseThrow());
  }

  @Test
  void theServicesToSignUpForAreThoseOfGoosed() {
    SignUps signUps = BrowserSignUps.of(ProviderTable::signUps, TestSettings.of(), "linux");
    assertEquals(
        List.of(
            new SignUp("nano-gpt", "NanoGPT", "anthropic/claude-sonnet-4.6", "NANOGPT_API_KEY"),
            new SignUp(
                "openrouter", "OpenRouter", "anthropic/claude-sonnet-4", "OPENROUTER_API_KEY"),
            new SignUp("tetrate", "Tetrate", "claude-haiku-4-5", "TETRATE_API_KEY")),
        signUps.services());
  }

  @Test
  void aRowSaysWhatIsSetUp() {
    assertEquals(
        List.of(
            new SignUp("nano-gpt", "NanoGPT", "m", "nano-gpt_API_KEY"),
            new SignUp("openrouter", "OpenRouter", "m", "openrouter_API_KEY"),
            new SignUp("tetrate", "Tetrate", "m", "tetrate_API_KEY")),
        signUps(Visitor.comingBackWith()::open).services());
  }

  private SignUps signUps(Browser browser) {
    return signUps(browser, Duration.ofMinutes(1));
  }

  @Override
  public SignUps giving(String key) {
    String answer = "{\"key\":\"" + key + "\"}";
    service.status(200, STARTED).status(200, answer).status(200, answer).status(200, answer);
    return signUps(Visitor.comingBackWith("/?code=the-code")::open);
  }

  @Override
  public SignUps refusing() {
    String answer = "{\"error\":\"s3cret no\",\"error_description\":\"s3cret\"}";
    service.status(200, STARTED).status(400, answer).status(400, answer).status(400, answer);
    return signUps(Visitor.comingBackWith("/?code=s3cret")::open);
  }

  @Override
  public SignUps forgotten() {
    return signUps(Visitor.comingBackWith()::open);
  }

  @Test
  void theCodeIsChangedForAKeyWithTheVerifierOfTheChallenge() throws Exception {
    Visitor visitor = Visitor.comingBackWith("/?code=the%2Bcode");
    service.status(200, "{\"key\":\"sk\"}");

    assertEquals("sk", key(signUps(visitor::open), "openrouter"));

    Map<String, String> page = Visitor.fields(visitor.opened().getRawQuery());
    Asked asked = service.asked();
    assertEquals("/api/v1/auth/keys", asked.path());
    JsonObject body = asked.json();
    assertEquals(Json.of("the+code"), body.get("code"));
    assertEquals(Json.of("S256"), body.get("code_challenge_method"));
    String verifier = body.text("code_verifier").orElseThrow();
    assertEquals(128, verifier.length());
    assertEquals(page.get("code_challenge"), Visitor.challenge(verifier));
    assertFalse(visitor.seen().body().contains("the+code"));
  }

  @Test
  void visitsThatBringNoCodeAreRefusedAndTheWaitGoesOn() throws Exception {
    Visitor visitor =
        Visitor.comingBackWith(
            "/favicon.ico",
            "/",
            "/?error=access_denied",
            "/?code=",
            "/?code=a&code=b",
            "/?code=good");
    service.status(200, "{\"key\":\"sk\"}");

    assertEquals("sk", key(signUps(visitor::open), "tetrate"));

    List<Integer> statuses = new ArrayList<>();
    for (int visit = 0; visit < 6; visit++) {
      statuses.add(visitor.seen().statusCode());
    }
    assertEquals(List.of(404, 400, 400, 400, 400, 200), statuses);
    assertEquals(Json.of("good"), service.asked().json().get("code"));
  }

  @Test
  void aUserWhoDoesNotComeBackIsNotWaitedForLonger() throws Exception {
    Visitor visitor = Visitor.comingBackWith();
    SignUps signUps = signUps(visitor::open, Duration.ofMillis(50));

    ProviderException failure =
        assertThrows(ProviderException.class, () -> key(signUps, "tetrate"));

    assertEquals("Authentication timeout - please try again", failure.text());
    String callback = Visitor.fields(visitor.opened().getRawQuery()).get("callback");
    assertThrows(RuntimeException.class, () -> Visitor.get(callback), "the listener is closed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | <html>s3cret</html>           | The answer of 127.0.0.1 has no key
          200 | {"key":"  "}                  | The answer of 127.0.0.1 has no key
          403 | {"error":"invalid_grant"}     | 127.0.0.1 answered 403 (invalid_grant)
          403 | {"error":"<b>no</b> s3cret"}  | 127.0.0.1 answered 403
          502 | <html>s3cret</html>           | 127.0.0.1 answered 502
          """)
  void whatTheServiceSaysIsToldInOurWords(int status, String body, String text) {
    service.status(status, body);
    SignUps signUps = signUps(Visitor.comingBackWith("/?code=c")::open);

    assertEquals(
        text, assertThrows(ProviderException.class, () -> key(signUps, "openrouter")).text());
  }

  @Test
  void anAnswerWithoutEndIsLeft() {
    service.status(200, "{\"key\":\"" + "x".repeat(300_000) + "\"}");
    SignUps signUps = signUps(Visitor.comingBackWith("/?code=c")::open);

    assertThrows(ProviderException.NetworkError.class, () -> key(signUps, "openrouter"));
  }

  @Test
  void aPortThatIsTakenIsNamedBeforeTheBrowserOpens() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Visitor visitor = Visitor.comingBackWith("/?code=c");
      SignUps signUps = signUps(visitor::open, Duration.ofMinutes(1), taken.getLocalPort());

      ProviderException failure =
          assertThrows(ProviderException.class, () -> key(signUps, "openrouter"));

      assertEquals(
          "Failed to receive authorization code: port %d of this machine is not free"
              .formatted(taken.getLocalPort()),
          failure.text());
      assertTrue(visitor.isIdle());
    }
  }

  @Test
  void whoStartsAgainGetsThePortOfTheFirstTry() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Visitor nobody = Visitor.comingBackWith();
    BrowserSwitch browser = new BrowserSwitch(nobody::open);
    SignUps signUps = signUps(browser, Duration.ofMinutes(1), port);
    var first = new FutureTask<>(() -> key(signUps, "openrouter"));
    Thread.ofVirtual().start(first);
    nobody.opened();

    browser.current = Visitor.comingBackWith("?code=c")::open;
    service.status(200, "{\"key\":\"sk\"}");

    assertEquals("sk", key(signUps, "openrouter"));
    Exception failure = assertThrows(Exception.class, first::get);
    assertEquals(
        "The sign-in was started again elsewhere", ((ProviderException) failure.getCause()).text());
  }

  private static final class BrowserSwitch implements Browser {
    volatile Browser current;

    BrowserSwitch(Browser first) {
      current = first;
    }

    @Override
    public void open(URI page) {
      current.open(page);
    }
  }

  @Test
  void nanoGptIsAskedUntilTheUserHasBeenThere() throws Exception {
    Visitor visitor = Visitor.comingBackWith();
    service.status(200, STARTED).status(202, "").status(503, "").status(200, "{\"key\":\"sk\"}");

    assertEquals("sk", key(signUps(visitor::open), "nano-gpt"));

    Asked start = service.asked();
    assertEquals("/api/cli-login/start", start.path());
    assertEquals("goose", start.headers().get("x-client"));
    assertEquals(JsonObject.of("client_name", Json.of("goose")), start.json());
    Asked poll = service.asked();
    assertEquals("/api/cli-login/poll", poll.path());
    assertEquals(JsonObject.of("device_code", Json.of("dev-1")), poll.json());
    assertEquals(URI.create("https://nano-gpt.com/go?c=1"), visitor.opened());
    assertEquals(List.of(2L, 2L, 2L), pauses.stream().map(Duration::toSeconds).toList());
  }

  @ParameterizedTest
  @CsvSource({"404", "409", "410", "429"})
  void nanoGptMayEndTheSignUp(int status) {
    service.status(200, STARTED).status(status, "{\"error\":\"s3cret\"}");
    SignUps signUps = signUps(Visitor.comingBackWith()::open);

    ProviderException failure =
        assertThrows(ProviderException.class, () -> key(signUps, "nano-gpt"));

    assertTrue(failure.text().endsWith(" - please try again"), failure.text());
    assertFalse(failure.text().contains("s3cret"), failure.text());
  }

  @Test
  void nanoGptIsNotAskedForEver() {
    service.status(200, STARTED).status(202, "").status(202, "").status(202, "");
    SignUps signUps = signUps(Visitor.comingBackWith()::open, Duration.ofSeconds(5));

    ProviderException failure =
        assertThrows(ProviderException.class, () -> key(signUps, "nano-gpt"));

    assertEquals("Authentication timed out - please try again", failure.text());
    assertEquals(3, pauses.size());
  }

  @ParameterizedTest
  @CsvSource({"file:///etc/passwd", "javascript:alert(1)", "not an address", "/relative"})
  void aPageOutsideTheWebIsNotOpened(String page) {
    service.status(200, "{\"device_code\":\"d\",\"verification_uri_complete\":\"" + page + "\"}");
    Visitor visitor = Visitor.comingBackWith();
    SignUps signUps = signUps(visitor::open);

    assertThrows(ProviderException.class, () -> key(signUps, "nano-gpt"));
    assertTrue(visitor.isIdle());
  }
}
