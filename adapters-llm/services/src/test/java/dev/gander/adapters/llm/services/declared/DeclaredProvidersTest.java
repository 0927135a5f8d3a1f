package dev.gander.adapters.llm.services.declared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.services.EngineFactory;
import dev.gander.adapters.llm.services.anthropic.AnthropicProviderFactory;
import dev.gander.adapters.llm.services.ollama.OllamaProviderFactory;
import dev.gander.adapters.llm.services.openai.OpenAiProviderFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.declared.BundledProvider;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The engines, asked for what a declaration describes.
class DeclaredProvidersTest extends ServiceTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          '',                       ,                  /v1/chat/completions
          /v1,                      ,                  /v1/chat/completions
          /v1/,                     ,                  /v1/chat/completions
          /a/b/v1,                  ,                  /a/b/v1/chat/completions
          /api/paas/v4,             ,                  /api/paas/v4/chat/completions
          /v1/chat/completions,     ,                  /v1/chat/completions
          /odd/place,               ,                  /odd/place
          /x/chat/completions?k=v,  ,                  /x/chat/completions
          /v1,                      /deep/v9/complete, /deep/v9/complete
          """)
  void aServiceLikeOpenAiIsAskedWhereItsAddressSays(String path, String basePath, String asked)
      throws InterruptedException {
    var declaration = declaration("openai", service.url() + path);
    if (basePath != null) {
      declaration = declaration.with("base_path", Json.of(basePath));
    }
    assertEquals(asked, refused(openai(), declaration).path());
  }

  @Test
  void headersAreSentAndDoNotDisplaceTheKey() throws InterruptedException {
    var headers = JsonObject.of("x-team", Json.of("blue")).with("Authorization", Json.of("mine"));
    var declaration = declaration("openai", service.url()).with("headers", headers);
    var asked = refused(openai(), declaration);
    assertEquals("blue", asked.headers().get("x-team"));
    assertEquals("Bearer k", asked.headers().get("authorization"));
  }

  @Test
  void whereNoKeyIsNeededAHeaderMayBringOne() throws InterruptedException {
    var declaration =
        declaration("openai", service.url())
            .with("requires_auth", Json.of(false))
            .with("api_key_env", Json.of("OPTIONAL_KEY"))
            .with("headers", JsonObject.of("authorization", Json.of("Basic x")));
    assertEquals("Basic x", refused(openai(), declaration).headers().get("authorization"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "ollama"})
  void aDialectThatAlwaysStreamsRefusesOtherwise(String engine) {
    var declaration = declaration(engine, service.url()).with("supports_streaming", Json.of(false));
    var failure = assertThrows(ProviderException.class, () -> provider(engine, declaration));
    assertTrue(failure.text().contains("supports_streaming"), failure.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic"})
  void aKeyWithoutANameIsMissedUnlessNoneIsNeeded(String engine) {
    var declaration = declaration(engine, service.url()).with("api_key_env", Json.of(""));
    var failure = assertThrows(ProviderException.class, () -> provider(engine, declaration));
    assertTrue(failure.text().contains("api_key_env"), failure.text());
    assertEquals(
        "cust", provider(engine, declaration.with("requires_auth", Json.of(false))).name());
  }

  @Test
  void aServiceThatCannotStreamIsAskedForAWholeAnswer() throws InterruptedException {
    service.status(
        200,
        """
        {"choices": [{"message": {"content": "<think>hm</think>Hello", "tool_calls": [
           {"id": "t1", "type": "function", "function": {"name": "shell", "arguments": "{}"}}]}}],
         "model": "something-else", "usage": {"prompt_tokens": 6, "completion_tokens": 3}}
        """);
    Provider provider =
        provider(
            "openai",
            declaration("openai", service.url()).with("supports_streaming", Json.of(false)));

    List<Delta> steps = all(provider);

    JsonObject asked = service.asked().json();
    assertNull(asked.get("stream"));
    assertNull(asked.get("stream_options"));
    List<Content> content = new ArrayList<>();
    steps.stream()
        .map(Delta::message)
        .filter(message -> message != null)
        .forEach(message -> content.addAll(message.content()));
    assertEquals(new Content.Thinking("hm", ""), content.get(0));
    assertEquals(new Content.Text("Hello"), content.get(1));
    assertTrue(content.stream().anyMatch(Content.ToolRequest.class::isInstance));
    assertEquals(
        List.of(TokenUsage.of(6L, 3L, null)),
        steps.stream().filter(it -> it.usage() != null).map(it -> it.usage().tokens()).toList());
    assertEquals(
        List.of("m1"),
        steps.stream().filter(it -> it.usage() != null).map(it -> it.usage().model()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error": {"message": "no money"}} | API error: no money
          {}                                 | The answer has no message; the quota may be used up
          [1]                                | The answer has no message; the quota may be used up
          """)
  void aWholeAnswerWithoutAMessageIsAnError(String body, String text) {
    service.status(200, body);
    Provider provider =
        provider(
            "openai",
            declaration("openai", service.url()).with("supports_streaming", Json.of(false)));
    assertEquals(text, assertThrows(ProviderException.class, () -> all(provider)).text());
  }

  @Test
  void olderServicesGetTheOldNameOfTheLimit() throws InterruptedException {
    var declaration =
        declaration("openai", service.url() + "/openai/v1").with("name", Json.of("nearai"));
    service.status(401, "{}");
    Provider provider = provider("openai", declaration);
    assertThrows(ProviderException.class, () -> provider.stream(request("o3-mini", 99)));
    JsonObject asked = service.asked().json();
    assertEquals(Json.of(99), asked.get("max_tokens"));
    assertNull(asked.get("max_completion_tokens"));
    assertTrue(JsonText.write(asked).contains("\"role\":\"system\""));
  }

  @Test
  void aServiceLikeAnthropicGetsKeyVersionAndHeaders() throws InterruptedException {
    var declaration =
        declaration("anthropic", service.url() + "/anthropic")
            .with("headers", JsonObject.of("X-Team", Json.of("blue")));
    var asked = refused(new AnthropicProviderFactory(), declaration);
    assertEquals("/anthropic/v1/messages", asked.path());
    assertEquals("k", asked.headers().get("x-api-key"));
    assertEquals("2023-06-01", asked.headers().get("anthropic-version"));
    assertEquals("blue", asked.headers().get("x-team"));
  }

  @Test
  void aServiceLikeOllamaIsAskedAtItsAddress() throws InterruptedException {
    var declaration = declaration("ollama", service.url()).with("api_key_env", Json.of(""));
    var asked = refused(new OllamaProviderFactory(), declaration);
    assertEquals("/v1/chat/completions", asked.path());
    assertNull(asked.headers().get("authorization"));
  }

  @Test
  void tetrateIsToldWhoAsksAndIsNeverAskedForResponses() throws InterruptedException {
    service.status(401, "{}");
    assertThrows(ProviderException.class, () -> tetrate().stream(request("gpt-5", 9)));
    ModelService.Asked asked = service.asked();
    assertEquals("/v1/chat/completions", asked.path());
    assertEquals("Bearer k", asked.headers().get("authorization"));
    assertEquals("https://goose-docs.ai", asked.headers().get("http-referer"));
    assertEquals("goose", asked.headers().get("x-title"));
  }

  @ParameterizedTest
  @CsvSource({
    "402, '{\"error\":{\"message\":\"no credit\"}}',              https://router.tetrate.ai/billing",
    "200, '{\"error\":{\"message\":\"no credit\",\"code\":402}}', https://router.tetrate.ai/billing",
    "402, '{\"error\":{\"message\":\"no credit\",\"metadata\":{\"top_up_url\":\"https://x\"}}}', https://x",
  })
  void whoHasNoCreditAtTetrateIsShownWhereToBuySome(int status, String body, String page) {
    service.status(status, body, "content-type", "application/json");
    var failure =
        assertThrows(
            ProviderException.CreditsExhausted.class, () -> tetrate().stream(request("m", 9)));
    assertEquals("no credit", failure.text());
    assertEquals(page, failure.topUpUrl());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"error":{"message":"bad key","code":401}} | Authentication | 1
          {"error":{"message":"busy","code":"x"}}    | ServerError    | 4
          {"error":"odd"}                            | ServerError    | 4
          {"choices":[]}                             | ServerError    | 4
          """)
  void jsonFromTetrateInPlaceOfAStreamIsAnError(String body, String kind, int tries) {
    for (int i = 0; i < tries; i++) {
      service.status(200, body, "content-type", "application/json");
    }
    var failure = assertThrows(ProviderException.class, () -> tetrate().stream(request("m", 9)));
    assertEquals(kind, failure.getClass().getSimpleName());
    assertEquals(tries, service.allAsked().size());
  }

  /// Its row in the table, asked at the service of this test.
  private Provider tetrate() {
    TestSettings settings =
        TestSettings.of("TETRATE_HOST", service.url() + "/", "TETRATE_API_KEY", "k");
    return ProviderTable.rows().stream()
        .filter(row -> row.name().equals("tetrate"))
        .map(row -> ((BundledProvider.BuiltInService) row).declaration().filledIn(settings))
        .map(declaration -> openai().create(declaration, settings, clients()))
        .findFirst()
        .orElseThrow();
  }

  private ModelService.Asked refused(ProviderEngine engine, JsonObject declaration)
      throws InterruptedException {
    service.status(401, "{}");
    Provider provider = engine.create(read(declaration), TestSettings.of("CUST_KEY", "k"));
    assertThrows(ProviderException.class, () -> provider.stream(request("m1", 9)));
    return service.asked();
  }

  private static List<Delta> all(Provider provider) throws InterruptedException {
    List<Delta> steps = new ArrayList<>();
    try (var stream = provider.stream(request("m1", 9))) {
      for (Optional<Delta> step = stream.next(); step.isPresent(); step = stream.next()) {
        steps.add(step.get());
      }
    }
    return steps;
  }

  private static Provider provider(String engine, JsonObject declaration) {
    return engine(engine).create(read(declaration), TestSettings.of("CUST_KEY", "k"), clients());
  }

  private static EngineFactory engine(String name) {
    return switch (name) {
      case "openai" -> openai();
      case "anthropic" -> new AnthropicProviderFactory();
      default -> new OllamaProviderFactory();
    };
  }

  private static EngineFactory openai() {
    return new OpenAiProviderFactory();
  }

  private static ServiceClients clients() {
    return new ServiceClients(ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {}));
  }

  private static ProviderDeclaration read(JsonObject declaration) {
    return ProviderDeclaration.read(declaration);
  }

  private static JsonObject declaration(String engine, String url) {
    return (JsonObject)
        JsonText.parse(
            """
            {"name": "cust", "engine": "ENGINE", "display_name": "Cust", "api_key_env": "CUST_KEY",
             "base_url": "URL", "models": [{"name": "m1", "context_limit": 5000}]}
            """
                .replace("ENGINE", engine)
                .replace("URL", url));
  }

  private static ProviderRequest request(String model, int maxTokens) {
    return new ProviderRequest(
        ModelConfig.of(model).withMaxTokens(maxTokens),
        "20260304_1",
        "",
        List.of(Message.user("u", 1, new Content.Text("hello"))),
        List.of());
  }
}
