package dev.gander.adapters.llm.copilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.http.ModelService.Asked;
import dev.gander.adapters.llm.http.ServiceTest;
import dev.gander.adapters.llm.http.TestSettings;
import dev.gander.adapters.llm.oauth.Visitor;
import dev.gander.adapters.llm.openai.ChatWire;
import dev.gander.adapters.llm.openai.ResponsesWire;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Credentials;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.TokenCache;
import dev.gander.domain.provider.TokenFile;
import dev.gander.domain.provider.Workplace;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One server plays GitHub and Copilot.
class CopilotProviderTest extends ServiceTest implements ProviderContract {
  private static final TokenFile FILE = new TokenFile(TokenCache.GITHUB_COPILOT, "info.json");
  private static final String STARTED =
      """
      {"device_code": "dev-s3cret", "user_code": "AB12-CD34", "interval": 5, "expires_in": 900,
       "verification_uri": "https://github.com/login/device"}
      """;

  private final InMemoryTokenCaches caches = new InMemoryTokenCaches();
  private final List<Duration> pauses = new ArrayList<>();
  private final Visitor visitor = Visitor.comingBackWith();

  /// Nothing has to be changed for a token: one is there.
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    keep("c1", "2026-03-04T12:00:00Z");
    return provider(TestSettings.of());
  }

  @Override
  public ProviderRequest request() {
    ProviderRequest usual = ProviderContract.super.request();
    return new ProviderRequest(
        ModelConfig.of("gpt-4.1"),
        usual.sessionId(),
        usual.system(),
        usual.messages(),
        usual.tools());
  }

  private void keep(String token, String end) {
    caches.keep(
        FILE,
        JsonObject.builder()
            .put("expires_at", end)
            .put("info", info(token, service.url() + "/api", 1500))
            .build());
  }

  private static JsonObject info(String token, String api, int refreshIn) {
    return JsonObject.builder()
        .put("token", token)
        .put("expires_at", 1_800_000_000)
        .put("refresh_in", refreshIn)
        .put("endpoints", JsonObject.of("api", Json.of(api)))
        .put("sku", "pro")
        .build();
  }

  private String exchange(String token) {
    return JsonText.write(info(token, service.url() + "/api", 1500));
  }

  private Provider provider(TestSettings settings) {
    var host =
        new CopilotHost(
            URI.create(service.url() + "/login/device/code"),
            URI.create(service.url() + "/login/oauth/access_token"),
            URI.create(service.url() + "/copilot_internal/v2/token"),
            FILE);
    return new CopilotProviderFactory(_ -> host, _ -> visitor, TestSettings.surroundings(pauses))
        .create(settings.keeping(caches));
  }

  private Provider signedIn() {
    return provider(TestSettings.of("GITHUB_COPILOT_TOKEN", "gh-s3cret"));
  }

  private static ProviderRequest asking(String model, Message... messages) {
    return new ProviderRequest(
        ModelConfig.of(model),
        "s1",
        "Be kind.",
        List.of(messages),
        List.of(),
        new Workplace(Path.of("/"), GooseMode.AUTO, List.of()));
  }

  private static Message hello() {
    return Message.user("u1", 1, new Content.Text("hello"));
  }

  private static Message result(ToolContent... content) {
    return Message.user(
        "u2",
        2,
        new Content.ToolResponse(
            "t1", Outcome.success(ToolResult.of(List.of(content))), JsonObject.EMPTY));
  }

  private static List<Delta> drained(Provider provider, ProviderRequest request) throws Exception {
    try (var stream = provider.stream(request)) {
      return ProviderContract.drain(stream);
    }
  }

  @Test
  void theTokenOfGitHubIsChangedForOneOfCopilot() throws Exception {
    service.status(200, exchange("c1")).play(ScriptedAnswer.says("ok"), new ChatWire());

    drained(signedIn(), asking("gpt-4o", hello()));

    Asked changed = service.asked();
    assertEquals("GET", changed.method());
    assertEquals("/copilot_internal/v2/token", changed.path());
    assertEquals("bearer gh-s3cret", changed.headers().get("authorization"));
    assertEquals("vscode/1.85.1", changed.headers().get("editor-version"));
    Asked asked = service.asked();
    assertEquals("/api/chat/completions", asked.path());
    assertEquals("Bearer c1", asked.headers().get("authorization"));
    assertEquals("GithubCopilot/1.155.0", asked.headers().get("user-agent"));
    assertEquals("copilot/1.155.0", asked.headers().get("editor-plugin-version"));
    assertEquals("application/json", asked.headers().get("accept"));
    assertEquals("user", asked.headers().get("x-initiator"));
    assertNull(asked.headers().get("copilot-vision-request"));
    // It is 10:11:12, and 1500 seconds are 25 minutes.
    assertEquals(
        Optional.of(
            JsonObject.builder()
                .put("expires_at", "2026-03-04T10:36:12Z")
                .put("info", info("c1", service.url() + "/api", 1500))
                .build()),
        caches.tokens(FILE));
  }

  @Test
  void aTokenIsChangedOnceAndUsedUntilItsEnd() throws Exception {
    service.status(200, exchange("c1"));
    Provider provider = signedIn();
    for (int i = 0; i < 3; i++) {
      service.play(ScriptedAnswer.says("ok"), new ChatWire());
      drained(provider, asking("gpt-4.1", hello()));
    }
    assertEquals(4, service.allAsked().size());
  }

  @Test
  void aTokenThatCopilotRefusesIsChangedAnew() throws Exception {
    keep("c1", "2026-03-04T12:00:00Z");
    service
        .status(401, "{}")
        .status(200, exchange("c2"))
        .play(ScriptedAnswer.says("ok"), new ChatWire());

    drained(signedIn(), asking("gpt-4.1", hello()));

    assertEquals("Bearer c1", service.asked().headers().get("authorization"));
    assertEquals("/copilot_internal/v2/token", service.asked().path());
    assertEquals("Bearer c2", service.asked().headers().get("authorization"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          401 | {"message":"Bad credentials gh-s3cret"} | Not signed in to GitHub Copilot: sign in again in the settings of the provider
          403 | {"message":"gh-s3cret"}                 | GitHub does not let this account use Copilot: 127.0.0.1 answered 403
          404 | {"message":"Not Found"}                 | GitHub does not let this account use Copilot: 127.0.0.1 answered 404
          500 | <html>gh-s3cret</html>                  | 127.0.0.1 answered 500
          200 | <html>gh-s3cret</html>                  | The answer of 127.0.0.1 has no token
          200 | {"token":"c","refresh_in":9}            | GitHub named no address of Copilot that is safe to use
          200 | {"token":"c","endpoints":{"api":"http://evil.test"}} | GitHub named no address of Copilot that is safe to use
          200 | {"token":"c","endpoints":{"api":"file:///x"}} | GitHub named no address of Copilot that is safe to use
          """)
  void anExchangeThatFailsIsToldWithoutSecrets(int status, String body, String text) {
    service.status(status, body);
    Provider provider = signedIn();

    assertEquals(
        text,
        assertThrows(ProviderException.class, () -> provider.stream(asking("gpt-4.1", hello())))
            .text());
    assertTrue(caches.tokens(FILE).isEmpty());
  }

  @Test
  void whoIsNotSignedInIsToldSoAndNobodyIsAsked() {
    Provider provider = provider(TestSettings.of());

    assertEquals(
        "Not signed in to GitHub Copilot: sign in again in the settings of the provider",
        assertThrows(ProviderException.Authentication.class, provider::models).text());
    assertEquals(List.of(), service.allAsked());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          gpt-4.1,                /api/chat/completions, true
          gpt-4o-2024-11-20,      /api/chat/completions, true
          grok-code-fast-1,       /api/chat/completions, true
          gemini-2.5-pro,         /api/chat/completions, true
          gemini-3.1-pro-preview, /api/chat/completions, true
          claude-sonnet-4.5,      /api/chat/completions,
          gpt-5.2-codex,          /api/responses,        true
          gpt-5-mini,             /api/responses,        true
          """)
  void theModelDecidesHowItIsAsked(String model, String path, Boolean streams) {
    keep("c1", "2026-03-04T12:00:00Z");
    service.status(402, "{}");
    Provider provider = provider(TestSettings.of());
    assertThrows(
        ProviderException.CreditsExhausted.class, () -> provider.stream(asking(model, hello())));

    Asked asked = service.allAsked().getFirst();
    assertEquals(path, asked.path());
    assertEquals(streams == null ? null : Json.of(streams), asked.json().get("stream"));
  }

  @Test
  void modelsThatReasonAnswerOverResponses() throws Exception {
    keep("c1", "2026-03-04T12:00:00Z");
    service.play(ScriptedAnswer.says("Hello there"), new ResponsesWire());

    List<Delta> deltas = drained(provider(TestSettings.of()), asking("gpt-5.4", hello()));

    assertEquals("Hello there", ProviderContract.text(ProviderContract.messages(deltas)));
    Asked asked = service.asked();
    assertEquals("user", asked.headers().get("x-initiator"));
    assertFalse(asked.json().has("include"));
  }

  /// Copilot answers for Claude with the text in one choice and the calls in another.
  @Test
  void theChoiceWithCallsCounts() throws Exception {
    keep("c1", "2026-03-04T12:00:00Z");
    service.status(
        200,
        """
        {"id": "a", "model": "claude-sonnet-4.5", "choices": [
          {"message": {"role": "assistant", "content": "I look."}, "finish_reason": "tool_calls"},
          {"message": {"role": "assistant", "content": null, "tool_calls": [
            {"id": "t1", "type": "function", "function": {"name": "shell", "arguments": "{}"}}]}}],
         "usage": {"prompt_tokens": 3, "completion_tokens": 4}}
        """);

    List<Delta> deltas = drained(provider(TestSettings.of()), asking("claude-sonnet-4.5", hello()));

    var call =
        assertInstanceOf(Content.ToolRequest.class, ProviderContract.requests(deltas).getFirst());
    assertEquals("t1", call.id());
    assertEquals(7L, ProviderContract.usage(deltas).orElseThrow().tokens().total());
  }

  @Test
  void whatTheAgentAsksIsNotTheUsers() throws Exception {
    assertEquals("agent", initiator(asking("gpt-4.1", hello(), result())));
    assertEquals("agent", initiator(asking("claude-sonnet-4.5", hello(), result())));
    assertEquals("agent", initiator(asking("gpt-5.4", hello(), result())));
    assertEquals("agent", initiator(aside(asking("gpt-4.1", hello()))));
    assertEquals("user", initiator(asking("gpt-4.1", result(), hello())));
  }

  private static ProviderRequest aside(ProviderRequest request) {
    return new ProviderRequest(
        request.model(),
        request.sessionId(),
        request.system(),
        request.messages(),
        request.tools());
  }

  private String initiator(ProviderRequest request) throws Exception {
    return headers(request).get("x-initiator");
  }

  private Map<String, String> headers(ProviderRequest request) throws Exception {
    keep("c1", "2026-03-04T12:00:00Z");
    service.status(402, "{}");
    Provider provider = provider(TestSettings.of());
    assertThrows(ProviderException.class, () -> provider.stream(request));
    return service.asked().headers();
  }

  @Test
  void picturesAreAnnounced() throws Exception {
    ToolContent picture = new ToolContent.Image("AA==", "image/png", JsonObject.EMPTY);
    Message shown = Message.user("u1", 1, new Content.Image("AA==", "image/png", JsonObject.EMPTY));

    assertEquals("true", headers(asking("gpt-4.1", shown)).get("copilot-vision-request"));
    assertEquals(
        "true",
        headers(asking("gpt-4.1", hello(), result(picture), hello()))
            .get("copilot-vision-request"));
    assertNull(
        headers(asking("gpt-4.1", result(new ToolContent.Text("x", JsonObject.EMPTY))))
            .get("copilot-vision-request"));
  }

  @Test
  void modelsAreListedForEditors() throws Exception {
    keep("c1", "2026-03-04T12:00:00Z");
    service.status(200, "{\"data\":[{\"id\":\"gpt-4.1\"},{\"id\":\"claude-sonnet-4.5\"}]}");

    assertEquals(List.of("claude-sonnet-4.5", "gpt-4.1"), provider(TestSettings.of()).models());

    Asked asked = service.asked();
    assertEquals("/api/models", asked.path());
    assertEquals("vscode-chat", asked.headers().get("copilot-integration-id"));
  }

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
