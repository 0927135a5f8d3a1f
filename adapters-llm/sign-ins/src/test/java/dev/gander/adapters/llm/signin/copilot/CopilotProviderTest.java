package dev.gander.adapters.llm.signin.copilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.WorkContext;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceFailureContract;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.wire.ChatWire;
import dev.gander.provider.testkit.wire.ResponsesWire;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopilotProviderTest extends CopilotTest implements HttpProviderContract {

  @Override
  public Set<Capability> capabilities() {
    return Capability.ALL;
  }

  /// Nothing has to be changed for a token: one is there.
  @Override
  public Provider provider(List<ScriptedAnswer> answers) {
    answers.forEach(answer -> service.play(answer, new ChatWire()));
    keep("c1", "2026-03-04T12:00:00Z");
    return provider(TestSettings.of());
  }

  @Override
  public ProviderRequest request() {
    ProviderRequest usual = HttpProviderContract.super.request();
    return new ProviderRequest(
        ModelConfig.of("gpt-4.1"),
        usual.sessionId(),
        usual.system(),
        usual.messages(),
        usual.tools());
  }

  private static ProviderRequest asking(String model, Message... messages) {
    return new ProviderRequest(
        ModelConfig.of(model),
        "s1",
        "Be kind.",
        List.of(messages),
        List.of(),
        new WorkContext(Path.of("/"), GooseMode.AUTO, List.of()));
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

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    caches.keep(
        FILE,
        JsonObject.builder()
            .put("expires_at", "2026-03-04T12:00:00Z")
            .put("info", info(KEY, url, 1500))
            .build());
    return new CopilotProviderFactory(_ -> host())
        .create(
            settings.keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)),
            visitor::open);
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"error\":{\"message\":\"%s\",\"code\":\"nope\"}}".formatted(message);
  }

  @Override
  public String model() {
    return "gpt-4.1";
  }

  @Override
  public ModelService.Dialect wire() {
    return new ChatWire();
  }

  /// Claude's answers come whole.
  @Nested
  class Whole implements ServiceFailureContract {
    @Override
    public ModelService service() {
      return service;
    }

    @Override
    public Provider provider(String url, TestSettings settings, TestTime time) {
      return CopilotProviderTest.this.provider(url, settings, time);
    }

    @Override
    public String errorBody(int status, String message) {
      return CopilotProviderTest.this.errorBody(status, message);
    }

    @Override
    public String model() {
      return "claude-sonnet-4.5";
    }
  }
}
