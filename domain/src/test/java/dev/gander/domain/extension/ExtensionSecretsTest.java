package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void keysInAddressesAreSecret() {
    add(sse("https://example.org/s/abc123def456ghi7/sse?code=correct-horse&page=battery-staple"));

    assertHidden("abc123def456ghi7");
    assertHidden("correct-horse");
    assertShown("battery-staple");
  }

  @Test
  void argumentsThatSaySoAreSecret() {
    add(
        stdio(
            Map.of(),
            "-y",
            "--api-key=key-of-mine",
            "--token",
            "token-of-mine",
            "-e",
            "DB_PASS=correcthorse",
            "--header",
            "Authorization: ApiKey battery-staple",
            "https://me:tr0ub4dor@example.org/mcp",
            "--key",
            "/etc/key-of-mine.pem",
            "--token",
            "--verbose-mode",
            "--model=gpt-4o-mini"));

    assertHidden("key-of-mine");
    assertHidden("token-of-mine");
    assertHidden("correcthorse");
    assertHidden("battery-staple");
    assertHidden("tr0ub4dor");
    assertShown("/etc/key.pem with --verbose-mode and gpt-4o-mini");
  }

  @ParameterizedTest
  @CsvSource({
    "--key, ./certs/client.key",
    "--key, ../client-2.key",
    "--key, ~/.ssh/id_ed25519",
    "--key, certs/client1.pem",
    "--tls-key, C:\\me\\k.pem",
    "--token, /run/secrets/token-1",
    "--auth, interactive",
    "--auth, device_code",
    "--sort-key, created_at",
    "--token-type, k3y-of-mine",
    "-Djavax.net.ssl.keyStore, /etc/pki/java/cacerts",
    "-Djavax.net.ssl.key, /etc/pki/java/cacerts",
  })
  void whatNamesAFileAMethodOrAColumnStaysReadable(String name, String value) {
    add(stdio(Map.of(), name, value, name + "=" + value));

    assertShown("No such file: " + value);
  }

  @ParameterizedTest
  @CsvSource({
    "--token, correcthorse",
    "--secret, correct_horse",
    "--password, correct.horse",
    "--smtp-pwd, correcthorse",
    "--api-key, correct-horse",
    "--key, k3y-of-mine",
    "--auth, k3y-of-mine",
    "--key, /9j4AAQSkZJRgABAQ+AAAQABAAD==",
    "--token, /9j4AAQSkZJRgABAQ/AAAQABAAD",
    "--password, /hunter2",
  })
  void whatTheNameOrItsFormCallsASecretIsHidden(String name, String value) {
    add(stdio(Map.of(), name, value));

    assertHidden(value);
  }

  /// The first word of a command is no scheme.
  @ParameterizedTest
  @CsvSource({
    "EDITOR, code --wait, --wait",
    "RUNNER, python3 server.py, server.py",
    "CMD, npx mcp-remote, mcp-remote",
    "DIR, C:\\Users\\me\\AppData\\Roaming\\npm, C:\\Users\\me\\AppData\\Roaming",
    "DIRS, C:\\me-1\\new-a;C:\\me-1\\run-away-2, run-away-2",
    "SHARES, \\\\host-1\\new-a;\\\\host-1\\run-away-2, run-away-2",
    "HOMES, C:\\me12345678\\x;C:\\you, D:\\me12345678\\x",
    "OPTIONS, ssl.key=/etc/pki/java/cacerts, /etc/pki/java/cacerts",
  })
  void partsOfOrdinaryVariablesStayReadable(String name, String value, String shown) {
    add(stdio(Map.of(name, value)));

    assertShown("No such thing: " + shown);
  }

  private static ExtensionConfig sse(String uri) {
    return new ExtensionConfig.Sse("old", "", uri, List.of(), JsonObject.EMPTY);
  }

  private static ExtensionConfig stdio(Map<String, String> envs, String... arguments) {
    return new ExtensionConfig.Stdio(
        "x",
        "",
        "cmd",
        List.of(arguments),
        envs,
        List.of(),
        null,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  private void add(ExtensionConfig config) {
    ExtensionSecrets.addTo(known, config);
  }

  private void assertHidden(String secret) {
    assertEquals("I was told ***", known.hiddenIn("I was told " + secret));
  }

  private void assertShown(String text) {
    assertEquals(text, known.hiddenIn(text));
  }
}
