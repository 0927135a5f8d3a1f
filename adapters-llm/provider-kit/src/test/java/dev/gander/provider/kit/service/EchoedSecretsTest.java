package dev.gander.provider.kit.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonText;
import dev.gander.oauth.BearerTokens;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.TestChat;
import dev.gander.provider.testkit.ModelService;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import dev.gander.provider.testkit.TestTime;
import dev.gander.testkit.provider.ProviderContract;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  private static ClientEnvironment environment() {
    return ClientEnvironment.repeatable(TestTime.CLOCK, _ -> {});
  }

  @Test
  void aKeyIsHidden() {
    assertHidden(
        TestChat.at(service.url(), "plain-words-key", TestSettings.of(), environment()),
        "plain-words-key");
  }

  @Test
  void whatStandsInTheAddressIsHidden() {
    TestSettings settings = TestSettings.of();
    Provider provider =
        TestChat.at(
            service.url().replace("://", "://me:pass%2Fword-1@"),
            "api-key=querysecret-2",
            "",
            settings,
            environment());

    assertHidden(provider, "bWU6cGFzcy93b3JkLTE=", "querysecret-2");
    assertEquals("my ***", settings.knownSecrets().hiddenIn("my pass/word-1"));
  }

  @Test
  void theNameOfADeploymentStaysReadable() {
    TestSettings settings = TestSettings.of();
    Endpoint.of(
            "https://x.example/deployments/gpt4o20240806prod",
            "HOST",
            "api-key=k3y-of-mine",
            Map.of())
        .addTo(settings.knownSecrets());

    assertEquals(
        "The deployment gpt4o20240806prod does not exist for ***",
        settings
            .knownSecrets()
            .hiddenIn("The deployment gpt4o20240806prod does not exist for k3y-of-mine"));
  }

  @Test
  void tokensAreHidden() {
    TestSettings settings = TestSettings.of();
    ServiceClient client =
        new ServiceClients(environment())
            .to(Endpoint.of(service.url(), "HOST", "", Map.of()), settings)
            .bearer(
                new BearerTokens() {
                  @Override
                  public String token() {
                    return "first-token";
                  }

                  @Override
                  public String insteadOf(String refused) {
                    return "second-token";
                  }
                })
            .build();

    var failure = assertThrows(ProviderException.class, () -> client.get("models"));

    assertTrue(failure.text().contains("Bearer ***"), failure.text());
    assertFalse(failure.text().contains("second-token"), failure.text());
    assertEquals("***", settings.knownSecrets().hiddenIn("first-token"));
  }

  @Test
  void anErrorInsideAStreamIsLoggedWithoutSecrets() throws Exception {
    try (ModelService streaming = new ModelService()) {
      streaming.pieces("data: {\"error\":{\"message\":\"not with plain-words-key\"}}\n\n");
      Provider provider =
          TestChat.at(
              streaming.url(), "plain-words-key", TestSettings.of().loggingTo(logs), environment());
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
