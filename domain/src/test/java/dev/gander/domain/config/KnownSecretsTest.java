package dev.gander.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownSecretsTest {
  @Test
  void variablesThatSaySoAreSecrets() {
    KnownSecrets secrets =
        KnownSecrets.of(
            Map.of(
                "MY_API_KEY", "open sesame", "HOME", "/home/ali-baba", "TOKEN_TYPE", "forty-two"));

    assertEquals(
        "*** in /home/ali-baba, forty-two",
        secrets.hiddenIn("open sesame in /home/ali-baba, forty-two"));
  }

  @Test
  void ofAHeaderItsTokenIsTheSecret() {
    KnownSecrets secrets = new KnownSecrets();
    secrets.add(" Bearer open-sesame ");
    secrets.add("basic b3BlbjpzZXNhbWU=");

    assertEquals(
        "Bearer ***, bearer ***", secrets.hiddenIn("Bearer open-sesame, bearer b3BlbjpzZXNhbWU="));
  }

  @Test
  void ofValuesThatUsersGaveTheSecretOnesAreHidden() {
    KnownSecrets secrets = new KnownSecrets();
    secrets.addValues(
        Map.of(
            "LEVEL", "k3y-of-mine",
            "DB", "postgres://me:n0t-yours@localhost/db",
            "Authorization", "Bearer bearer-of-mine",
            "API_KEY", "/abc/def"));

    assertEquals(
        "***, ***, ***, ***, at ***",
        secrets.hiddenIn(
            "k3y-of-mine, bearer-of-mine, /abc/def, n0t-yours, at postgres://me:n0t-yours@localhost/db"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "production",
        "/home/ali-baba/my files",
        "30000000",
        "http://localhost:11434",
        "https://cave.example/v1/"
      })
  void whatIsPlainlyNoSecretStaysReadable(String value) {
    KnownSecrets secrets = new KnownSecrets();
    secrets.addValues(Map.of("PLACE", value));

    assertEquals("at " + value, secrets.hiddenIn("at " + value));
    secrets.addValues(Map.of("PLACE_KEY", value));
    assertEquals("at ***", secrets.hiddenIn("at " + value));
  }

  @Test
  void anAddressMayContainSecrets() {
    KnownSecrets secrets = new KnownSecrets();
    secrets.addAddress("https://me:open-sesame@cave.example/mcp?api_key=forty-two&page=thieves-2");
    secrets.addAddress("https://cave.example/token=ali-baba-1");

    assertEquals(
        "***, ***, thieves-2, ali-baba-1",
        secrets.hiddenIn("open-sesame, forty-two, thieves-2, ali-baba-1"));
  }

  @Test
  void whatLastsIsNotForgotten() {
    KnownSecrets secrets = KnownSecrets.of(Map.of("MY_KEY", "open-sesame"));
    secrets.keep("forty-two");
    for (int i = 0; i < 3000; i++) {
      secrets.add("token-number-" + i + ".");
    }

    assertEquals("***, ***", secrets.hiddenIn("open-sesame, forty-two"));
  }

  @Test
  void whatIsUsedAgainIsNotForgotten() {
    KnownSecrets secrets = new KnownSecrets();
    for (int i = 0; i < 3000; i++) {
      secrets.add("the-key-of-the-service");
      secrets.add("token-number-" + i + ".");
    }

    assertEquals(
        "***, *** but token-number-1.",
        secrets.hiddenIn("the-key-of-the-service, token-number-2999. but token-number-1."));
  }
}
