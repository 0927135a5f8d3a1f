package dev.gander.adapters.llm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.bedrock.BedrockProviderFactory;
import dev.gander.adapters.llm.litellm.LiteLlmProviderFactory;
import dev.gander.adapters.llm.openai.OpenAiProviderFactory;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.RequestSigner;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.provider.ProviderContract;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service that repeats what it was sent.
class EchoedSecretsTest extends ServiceTest {
  private static final ProviderRequest REQUEST =
      new ProviderRequest(
          ModelConfig.of("mock"),
          "s1",
          "",
          List.of(Message.user("u", 1, new Content.Text("hello"))),
          List.of());

  @TempDir Path logs;

  @BeforeEach
  void echo() {
    service.always(
        exchange -> {
          String sent = exchange.getRequestURI() + " " + Map.copyOf(exchange.getRequestHeaders());
          byte[] body =
              JsonText.bytes(
                  JsonObject.of("error", JsonObject.of("message", Json.of("refused: " + sent))));
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.sendResponseHeaders(401, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  private static void assertHidden(Provider provider, String... secrets) {
    for (ProviderException failure :
        List.of(
            assertThrows(ProviderException.class, () -> provider.stream(REQUEST)),
            assertThrows(ProviderException.class, provider::models))) {
      assertTrue(failure.text().contains("refused: "), failure.text());
      for (String secret : secrets) {
        assertFalse(failure.text().contains(secret), secret + " in " + failure.text());
      }
    }
  }

  private static Provider openAi(ProviderSettings settings) {
    return new OpenAiProviderFactory(TestSettings.surroundings(new ArrayList<>())).create(settings);
  }

  @Test
  void itsKeyAndTheUsersHeadersAreHidden() {
    assertHidden(
        openAi(
            TestSettings.of(
                "OPENAI_HOST",
                service.url(),
                "OPENAI_API_KEY",
                "plain-words-key",
                "OPENAI_CUSTOM_HEADERS",
                "x-gate=gatewaysecret-1, x-door = Bearer doorsecret-2")),
        "plain-words-key",
        "gatewaysecret-1",
        "doorsecret-2");
    assertHidden(
        new LiteLlmProviderFactory()
            .create(
                TestSettings.of(
                    "LITELLM_HOST",
                    service.url(),
                    "LITELLM_CUSTOM_HEADERS",
                    "x-gate: gatewaysecret-1\nx-door: doorsecret-2")),
        "gatewaysecret-1",
        "doorsecret-2");
  }

  @Test
  void whatStandsInTheAddressIsHidden() {
    TestSettings settings =
        TestSettings.of(
            "OPENAI_BASE_URL",
            service.url().replace("://", "://me:pass%2Fword-1@") + "/v1?api-key=querysecret-2");

    assertHidden(openAi(settings), "bWU6cGFzcy93b3JkLTE=", "querysecret-2");
    assertEquals("my ***", settings.knownSecrets().hiddenIn("my pass/word-1"));
  }

  @Test
  void tokensAreHidden() {
    TestSettings settings = TestSettings.of();
    ServiceClient client =
        new ServiceClient(
            new Connections(),
            settings,
            Endpoint.of(service.url(), "HOST", "", Map.of()),
            CallLimits.of(settings, CallLimits.USUAL, "TIMEOUT"),
            RetryPolicy.USUAL,
            TestSettings.surroundings(new ArrayList<>()),
            new Bearer() {
              @Override
              public String token() {
                return "first-token";
              }

              @Override
              public String insteadOf(String refused) {
                return "second-token";
              }
            });

    var failure = assertThrows(ProviderException.class, () -> client.get("models"));

    assertTrue(failure.text().contains("Bearer ***"), failure.text());
    assertFalse(failure.text().contains("second-token"), failure.text());
    assertEquals("***", settings.knownSecrets().hiddenIn("first-token"));
  }

  @Test
  void theTokenOfASignatureIsHidden() {
    TestSettings settings = TestSettings.of("AWS_ENDPOINT_URL", service.url());
    Provider provider = new BedrockProviderFactory().create(new SignedFor(settings));

    assertThrows(ProviderException.class, () -> provider.stream(REQUEST));

    assertEquals("***", settings.knownSecrets().hiddenIn("session-token-3"));
  }

  /// Who has keys for a time sends a token with each signature.
  private record SignedFor(TestSettings settings) implements ProviderSettings, RequestSigner {
    @Override
    public Optional<String> setting(String key) {
      return settings.setting(key);
    }

    @Override
    public Optional<String> secret(String key) {
      return settings.secret(key);
    }

    @Override
    public KnownSecrets knownSecrets() {
      return settings.knownSecrets();
    }

    @Override
    public Optional<RequestSigner> signer() {
      return Optional.of(this);
    }

    @Override
    public Map<String, String> sign(
        String method,
        URI address,
        Map<String, String> headers,
        byte[] body,
        Scope scope,
        ProviderSettings asked) {
      return Map.of("x-amz-security-token", "session-token-3");
    }

    @Override
    public Optional<String> region(ProviderSettings asked) {
      return Optional.of("eu-test-1");
    }
  }

  @Test
  void anErrorInsideAStreamIsLoggedWithoutSecrets() throws Exception {
    try (ModelService streaming = new ModelService()) {
      streaming.pieces("data: {\"error\":{\"message\":\"not with plain-words-key\"}}\n\n");
      Provider provider =
          openAi(
              TestSettings.of("OPENAI_HOST", streaming.url(), "OPENAI_API_KEY", "plain-words-key")
                  .loggingTo(logs));
      try (ProviderStream stream = provider.stream(REQUEST)) {
        assertThrows(ProviderException.class, () -> ProviderContract.drain(stream));
      }
    }
    assertTrue(log().contains("{\"error\":\"Server error: not with ***\"}"), log());
  }

  private String log() throws IOException {
    return Files.readString(logs.resolve("llm_request.0.jsonl"), StandardCharsets.UTF_8);
  }
}
