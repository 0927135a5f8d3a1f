package dev.gander.adapters.llm.signin.chatgpt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.signin.TokenFile;
import dev.gander.domain.tool.Tool;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.HttpProviderContract;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.provider.testkit.Visitor;
import dev.gander.provider.testkit.wire.ResponsesWire;
import dev.gander.testkit.provider.Capability;
import dev.gander.testkit.provider.ProviderContract;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One server plays ChatGPT and its issuer.
class ChatGptCodexProviderTest extends ServiceTest implements HttpProviderContract {
  private static final TokenFile FILE = ChatGptCodexProviderFactory.TOKENS.file();

  private final InMemoryTokenCaches caches = new InMemoryTokenCaches();

  /// Where a refusal is played, nothing can be renewed.
  @BeforeEach
  void signedIn() {
    caches.keep(FILE, kept("a1", "2026-03-04T12:00:00Z").without(Set.of("refresh_token")));
  }

  private static JsonObject kept(String access, String end) {
    return JsonObject.builder()
        .put("access_token", access)
        .put("refresh_token", "r1")
        .put("expires_at", end)
        .put("account_id", "acc-1")
        .build();
  }

  @Override
  public Set<Capability> capabilities() {
    return Capability.ALL;
  }

  private Provider provider(TestSettings settings) {
    return new ChatGptCodexProviderFactory(
            service.url() + "/codex", service.url(), 0, Duration.ofSeconds(1))
        .create(
            settings.keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {})),
            Visitor.comingBackWith()::open);
  }

  private static ProviderRequest asking(ModelConfig model, Tool... tools) {
    return new ProviderRequest(
        model,
        "20260304_1",
        "Be kind.",
        List.of(Message.user("u1", 1, new Content.Text("hello"))),
        List.of(tools));
  }

  private JsonObject asked(TestSettings settings, ModelConfig model, Tool... tools)
      throws Exception {
    service.play(ScriptedAnswer.says("ok"), new ResponsesWire());
    try (var stream = provider(settings).stream(asking(model, tools))) {
      ProviderContract.drain(stream);
    }
    return service.asked().json();
  }

  @Test
  void itIsAskedAsCodexIs() throws Exception {
    service.play(ScriptedAnswer.says("ok"), new ResponsesWire());
    Tool tool = new Tool("shell", "runs", JsonObject.EMPTY, JsonObject.EMPTY);
    try (var stream = provider(TestSettings.of()).stream(asking(ModelConfig.of("gpt-5.5"), tool))) {
      ProviderContract.drain(stream);
    }

    Asked asked = service.asked();
    assertEquals("/codex/responses", asked.path());
    assertEquals("Bearer a1", asked.headers().get("authorization"));
    assertEquals("acc-1", asked.headers().get("chatgpt-account-id"));
    assertEquals("20260304_1", asked.headers().get("agent-session-id"));
    assertEquals(
        JsonText.parse(
            """
            {"model": "gpt-5.5", "store": false, "stream": true, "instructions": "Be kind.",
             "tools": [{"type": "function", "name": "shell", "description": "runs", "parameters": {}}],
             "tool_choice": "auto", "parallel_tool_calls": true,
             "reasoning": {"effort": "medium"},
             "input": [{"role": "user", "content": [{"type": "input_text", "text": "hello"}]}]}
            """),
        asked.json());
  }

  @Test
  void withoutToolsNothingIsSaidAboutThem() throws Exception {
    JsonObject body = asked(TestSettings.of(), ModelConfig.of("gpt-5.5"));

    assertFalse(body.has("tools"));
    assertFalse(body.has("tool_choice"));
    assertFalse(body.has("parallel_tool_calls"));
    assertFalse(body.has("max_output_tokens"));
  }

  @Test
  void aModelThatStopsEarlyIsToldNotTo() throws Exception {
    String instructions =
        asked(TestSettings.of(), ModelConfig.of("gpt-5.3-codex"))
            .text("instructions")
            .orElseThrow();

    assertTrue(instructions.endsWith("\n\nBe kind."), instructions);
    assertTrue(instructions.length() > 100, instructions);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          gpt-5.5,       ,     ,      medium
          gpt-5.5,       ,     xhigh, xhigh
          gpt-5.5,       ,     most,  medium
          gpt-5.2-codex, ,     xhigh, medium
          gpt-5.2-codex, ,     low,   low
          gpt-5.5,       max,  low,   xhigh
          gpt-5.2-codex, max,  ,      high
          gpt-5.5,       off,  high,
          """)
  void theEffortIsTheSessionsThenTheUsersThenMedium(
      String model, String session, String setting, String effort) throws Exception {
    TestSettings settings =
        setting == null
            ? TestSettings.of()
            : TestSettings.of("CHATGPT_CODEX_REASONING_EFFORT", setting);
    if (session != null) {
      settings = settings.with("GOOSE_THINKING_EFFORT", session);
    }

    assertEquals(
        effort,
        asked(settings, ModelConfig.of(model))
            .object("reasoning")
            .flatMap(reasoning -> reasoning.text("effort"))
            .orElse(null));
  }

  @Test
  void tokensAreRenewedAMinuteBeforeTheirEnd() throws Exception {
    // It is 10:11:12.
    caches.keep(FILE, kept("a1", "2026-03-04T10:12:11Z"));
    service.status(200, "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"expires_in\":3600}");

    service.play(ScriptedAnswer.says("ok"), new ResponsesWire());
    provider(TestSettings.of()).stream(asking(ModelConfig.of("gpt-5.5"))).close();

    assertEquals("r1", Visitor.fields(service.asked().body()).get("refresh_token"));
    assertEquals("Bearer a2", service.asked().headers().get("authorization"));
    JsonObject now = caches.tokens(FILE).orElseThrow();
    assertEquals("r2", now.text("refresh_token").orElseThrow());
    assertEquals("acc-1", now.text("account_id").orElseThrow());
  }

  @Test
  void tokensThatHoldALittleLongerAreNot() throws Exception {
    caches.keep(FILE, kept("a1", "2026-03-04T10:12:13Z"));
    asked(TestSettings.of(), ModelConfig.of("gpt-5.5"));
    assertEquals(List.of(), service.allAsked());
  }

  @Test
  void aServiceThatRefusesTheRenewedTokenTooIsNotAskedAThirdTime() {
    caches.keep(FILE, kept("a1", "2026-03-04T12:00:00Z"));
    service
        .status(401, "{\"detail\":\"token expired\"}")
        .status(200, "{\"access_token\":\"a2\",\"refresh_token\":\"r2\",\"expires_in\":3600}")
        .status(401, "{\"detail\":\"token expired\"}");

    Provider provider = provider(TestSettings.of());
    assertThrows(
        ProviderException.Authentication.class,
        () -> provider.stream(asking(ModelConfig.of("gpt-5.5"))));
    assertEquals(3, service.allAsked().size());
  }

  @Test
  void whoIsNotSignedInIsToldSo() {
    caches.remove(ChatGptCodexProviderFactory.TOKENS);
    Provider provider = provider(TestSettings.of());

    assertEquals(
        "Not signed in to ChatGPT: sign in again in the settings of the provider",
        assertThrows(
                ProviderException.Authentication.class,
                () -> provider.stream(asking(ModelConfig.of("gpt-5.5"))))
            .text());
    assertEquals(List.of(), service.allAsked());
  }

  @Test
  void anAccountThatNoHeaderCanCarryIsLeftOut() throws Exception {
    caches.keep(
        FILE, kept("a1", "2026-03-04T12:00:00Z").with("account_id", Json.of("a\r\nx-evil: 1")));
    service.play(ScriptedAnswer.says("ok"), new ResponsesWire());
    provider(TestSettings.of()).stream(asking(ModelConfig.of("gpt-5.5"))).close();

    assertNull(service.asked().headers().get("chatgpt-account-id"));
  }

  @Test
  void itsModelsAreKnown() throws Exception {
    assertEquals(
        List.of("gpt-5.5", "gpt-5.4", "gpt-5.3-codex"), provider(TestSettings.of()).models());
  }

  @Override
  public Provider provider(String url, TestSettings settings, TestTime time) {
    caches.keep(FILE, kept(KEY, "2026-03-04T12:00:00Z").without(Set.of("refresh_token")));
    return new ChatGptCodexProviderFactory(url, service.url(), 0, Duration.ofSeconds(1))
        .create(
            settings.keeping(caches),
            new ServiceClients(ClientEnvironment.repeatable(time.clock(), time::pause)),
            Visitor.comingBackWith()::open);
  }

  @Override
  public String errorBody(int status, String message) {
    return "{\"detail\":\"%s\"}".formatted(message);
  }

  @Override
  public String model() {
    return "gpt-5.5";
  }

  @Override
  public boolean listsModels() {
    return false;
  }

  @Override
  public ModelService.Dialect wire() {
    return new ResponsesWire();
  }
}
