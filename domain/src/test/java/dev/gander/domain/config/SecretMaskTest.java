package dev.gander.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {
  @Test
  void valuesOfSecretKeysVariablesAndHeadersAreHidden() {
    assertEquals(
        """
        # mine
        GOOSE_MODEL: gpt-5
        MY_API_KEY: ***
        "dbPassword" : ***
        GOOSE_MAX_TOKENS: 4096
        extensions:
          git:
            enabled: true
            cmd: uvx
            args: [--token=***, -v]
            env_keys: [GIT_TOKEN]
            envs:
              LEVEL: ***
              PEM: |
                ***
                ***

            headers: ***
            timeout: 30
        list:
        - secret: ***
          note: |
            plain
        tokens:
        - kept
        token:
        ***
        """,
        SecretMask.inSettings(
            """
            # mine
            GOOSE_MODEL: gpt-5
            MY_API_KEY: abc # really
            "dbPassword" : 'x'
            GOOSE_MAX_TOKENS: 4096
            extensions:
              git:
                enabled: true
                cmd: uvx
                args: [--token=abc, -v]
                env_keys: [GIT_TOKEN]
                envs:
                  LEVEL: 1
                  PEM: |
                    -----BEGIN
                    abc

                headers: {Authorization: abc}
                timeout: 30
            list:
            - secret: abc
              note: |
                plain
            tokens:
            - kept
            token:
            - abc
            """));
  }

  @Test
  void brokenTextIsMaskedToo() {
    assertEquals("a: [1\nTOKEN: ***\n\t: x", SecretMask.inSettings("a: [1\nTOKEN: \"ab\n\t: x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key sk-abcdefgh12 ends|key *** ends",
        "ghp_abcdefghijklmnopqrst|***",
        "eyJhbGciOiJI.eyJzdWIi.abc-_|***",
        "Authorization: Bearer abcdefgh.12|Authorization: Bearer ***",
        "https://user:pass@host/x|https://user:***@host/x",
        "run --api-key=abc --verbose|run --api-key=*** --verbose",
        "run --pass=abc --db-pwd=def --compass=north|run --pass=*** --db-pwd=*** --compass=north",
      })
  void tokensAreHiddenAnywhere(String text, String masked) {
    assertEquals(masked, SecretMask.inText(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GOOSE_CLIENT_KEY_PATH: /x/key.pem",
        "env_keys: [A, B]",
        "GOOSE_MAX_TOKENS: 1",
        "monkey: banana",
        "the skeleton is risk-free: yes",
        "url: http://localhost:8080/a@b",
        "extensions: {}",
      })
  void whatIsNoSecretStays(String line) {
    assertEquals(line, SecretMask.inSettings(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PGPASSWORD", "TS_AUTHKEY", "MY_AUTHTOKEN", "ACME_API_KEY", "clientSecret"})
  void namesSaySo(String name) {
    assertTrue(SecretMask.namesSecret(name));
  }

  @Test
  void theLongestSecretIsHiddenFirst() {
    assertEquals(
        "*** and *** but short",
        SecretMask.inText(
            "open sesame 2 and open sesame but short",
            List.of("open sesame", "open sesame 2", "short")));
  }

  @Test
  void inAValueTextsBelowSecretKeysAreHiddenAndItsShapeStays() {
    JsonObject headers = JsonObject.builder().put("x-a", "one").put("n", 5).put("on", true).build();
    Json value =
        JsonObject.builder()
            .put("headers", headers)
            .put("api_key", JsonArray.of(Json.of("two")))
            .put("total_tokens", 7)
            .put("text", "my horse, sk-abcdefgh, and hay")
            .build();

    JsonObject hidden =
        JsonObject.builder().put("x-a", "***").put("n", "***").put("on", true).build();
    assertEquals(
        JsonObject.builder()
            .put("headers", hidden)
            .put("api_key", JsonArray.of(Json.of("***")))
            .put("total_tokens", 7)
            .put("text", "***, ***, and hay")
            .build(),
        SecretMask.inJson(value, List.of("my horse")));
  }
}
