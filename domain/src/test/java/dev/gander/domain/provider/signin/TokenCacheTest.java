package dev.gander.domain.provider.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCacheTest {
  @ParameterizedTest
  @CsvSource({
    "acme,                  acme",
    "acme/tokens.json,      acme",
    "acme_2/oauth/a-b.json, acme_2",
    "githubcopilot,         githubcopilot"
  })
  void aPlaceIsBelowAFolderOfItsOwn(String place, String top) {
    assertEquals(top, new TokenCache(place).topFolder());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../acme/tokens.json",
        "acme/../config.yaml",
        "acme/..",
        "acme/.",
        "./config.yaml",
        "acme//tokens.json",
        "acme/",
        "acme\\tokens.json",
        "c:/tokens.json",
        "acme/.hidden",
        "acme/tokens.json.",
        "acme/tokens json",
        "Acme/tokens.json",
        "acme/Tokens.json",
        "acme/tokens.json\n",
        "acme\0/tokens.json",
        "config.yaml",
        "secrets.yaml",
        "permission.yaml",
        "config.yaml/x.json",
        "prompts/system.md",
        "custom_providers/openai.json",
        "plugins/own.jar",
        "recipes",
        "tls/server.key"
      })
  void tokensAreKeptNowhereElse(String place) {
    assertThrows(IllegalArgumentException.class, () -> new TokenCache(place));
  }
}
