package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The rule: whatever was given to an extension is hidden wherever it comes back.
class ExtensionSecretsTest {
  private final KnownSecrets known = new KnownSecrets();

  @Test
  void variablesOfAProgramAreSecret() {
    add(stdio(Map.of("TOKEN", "correct-horse")));

    assertHidden("correct-horse");
  }

  @Test
  void variablesHeadersAndTheAddressOfAServiceAreSecret() {
    add(
        new ExtensionConfig.StreamableHttp(
            "web",
            "",
            "https://me:battery-staple@example.org/mcp",
            Map.of("TOKEN", "correct-horse"),
            List.of(),
            Map.of("Authorization", "Bearer tr0ub4dor-and-3"),
            null,
            null,
            null,
            List.of(),
            JsonObject.EMPTY));

    assertHidden("correct-horse");
    assertHidden("tr0ub4dor-and-3");
    assertHidden("battery-staple");
  }

  @Test
  void theAddressOfAnOldServiceIsSecret() {
    add(sse("https://me:battery-staple@example.org/sse"));
    add(sse(null));

    assertHidden("battery-staple");
  }

  private static ExtensionConfig sse(String uri) {
    return new ExtensionConfig.Sse("old", "", uri, List.of(), JsonObject.EMPTY);
  }

  private static ExtensionConfig stdio(Map<String, String> envs) {
    return new ExtensionConfig.Stdio(
        "x", "", "cmd", List.of(), envs, List.of(), null, null, null, List.of(), JsonObject.EMPTY);
  }

  private void add(ExtensionConfig config) {
    ExtensionSecrets.addTo(known, config);
  }

  private void assertHidden(String secret) {
    assertEquals("I was told ***", known.hiddenIn("I was told " + secret));
  }
}
