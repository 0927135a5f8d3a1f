package dev.gander.adapters.llm.signin.copilot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.provider.testkit.TestSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopilotHostTest {
  private static CopilotHost host(String host, String tokens) {
    Map<String, String> values = new HashMap<>();
    if (host != null) {
      values.put("GITHUB_COPILOT_HOST", host);
    }
    if (tokens != null) {
      values.put("GITHUB_COPILOT_TOKEN_URL", tokens);
    }
    return CopilotHost.from(new TestSettings(values));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ,                        ,                       github.com,      https://api.github.com/copilot_internal/v2/token,      info.json
          '  ',                    ,                       github.com,      https://api.github.com/copilot_internal/v2/token,      info.json
          https://github.com/,     https://other.test/t,   github.com,      https://api.github.com/copilot_internal/v2/token,      info.json
          ghe.example.com,         ,                       ghe.example.com, https://api.ghe.example.com/copilot_internal/v2/token, ghe_example_com/info.json
          https://ghe.test:8443//, https://t.test/v2/,     ghe.test:8443,   https://t.test/v2,                                     ghe_test_8443/info.json
          """)
  void addressesFollowTheHost(
      String setting, String tokens, String host, String exchange, String file) {
    CopilotHost made = host(setting, tokens);

    assertEquals("https://" + host + "/login/device/code", made.device().toString());
    assertEquals("https://" + host + "/login/oauth/access_token", made.login().toString());
    assertEquals(exchange, made.tokens().toString());
    assertEquals(file, made.file().path());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://ghe.test", "me:secret@ghe.test", "ghe.test/..", "a b", "ghe?x", "../x"})
  void whatIsNoHostIsRefusedWithoutRepeatingIt(String setting) {
    String text = assertThrows(ProviderException.class, () -> host(setting, null)).text();
    assertEquals("GITHUB_COPILOT_HOST is no host like ghe.example.com", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://t.test/x", "t.test", "file:///etc/passwd"})
  void tokensAreAskedForOverTlsOnly(String setting) {
    String text = assertThrows(ProviderException.class, () -> host("ghe.test", setting)).text();
    assertTrue(text.contains("GITHUB_COPILOT_TOKEN_URL"), text);
  }
}
