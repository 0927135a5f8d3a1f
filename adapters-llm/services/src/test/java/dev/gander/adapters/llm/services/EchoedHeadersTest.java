package dev.gander.adapters.llm.services;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.llm.services.litellm.LiteLlmProviderFactory;
import dev.gander.adapters.llm.services.openai.OpenAiProviderFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.provider.testkit.TestSettings;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A service that repeats the headers it was sent.
class EchoedHeadersTest extends ServiceTest {
  @BeforeEach
  void echo() {
    service.always(
        exchange -> {
          byte[] body =
              JsonText.bytes(
                  JsonObject.of(
                      "error",
                      JsonObject.of(
                          "message",
                          Json.of("refused: " + Map.copyOf(exchange.getRequestHeaders())))));
          exchange.sendResponseHeaders(401, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
  }

  @Test
  void headersOfOpenAisUserAreHidden() {
    assertHidden(
        new OpenAiProviderFactory(),
        TestSettings.of(
            "OPENAI_HOST",
            service.url(),
            "OPENAI_CUSTOM_HEADERS",
            "x-gate=gatewaysecret-1, x-door = Bearer doorsecret-2"));
  }

  @Test
  void headersOfLiteLlmsUserAreHidden() {
    assertHidden(
        new LiteLlmProviderFactory(),
        TestSettings.of(
            "LITELLM_HOST",
            service.url(),
            "LITELLM_CUSTOM_HEADERS",
            "x-gate: gatewaysecret-1\nx-door: doorsecret-2"));
  }

  private static void assertHidden(ProviderFactory factory, TestSettings settings) {
    String told =
        assertThrows(ProviderException.class, () -> factory.create(settings).models()).text();
    assertTrue(told.contains("refused: "), told);
    assertFalse(told.contains("gatewaysecret-1"), told);
    assertFalse(told.contains("doorsecret-2"), told);
  }
}
