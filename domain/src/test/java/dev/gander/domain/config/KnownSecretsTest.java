package dev.gander.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

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
