package dev.gander.domain.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Token k3y-of-mine|k3y-of-mine",
        "ApiKey k3y-of-mine|k3y-of-mine",
        "SSWS k3y-of-mine|k3y-of-mine",
        "X-Own.Scheme k3y-of-mine|k3y-of-mine",
        "Token correcthorse|correcthorse",
        "Foo correcthorse|correcthorse",
        "Token token=k3y-of-mine|k3y-of-mine",
        "Token token=\"k3y-of-mine\", nonce=\"abcd1234efgh\"|k3y-of-mine and abcd1234efgh",
        "GoogleLogin auth=k3y-of-mine|k3y-of-mine",
        "Basic bWU6b3Blbi1zZXNhbWU=|open-sesame and bWU6b3Blbi1zZXNhbWU=",
        "Digest username=\"me\", realm=\"a realm\", response=\"6629fae49393a053\"|6629fae49393a053",
        "AWS4-HMAC-SHA256 Credential=AKIA12345678/eu, Signature=98ad721746da40c6|98ad721746da40c6",
      })
  void whatAHeaderSaysAfterItsSchemeIsASecretByItself(String header, String told) {
    for (String name : List.of("Authorization", "X-Auth")) {
      KnownSecrets secrets = new KnownSecrets();
      secrets.addValues(Map.of(name, header));

      assertEquals(
          told.replaceAll("[^ ]*\\d[^ ]*|correcthorse|open-sesame", "***"), secrets.hiddenIn(told));
      assertTrue(secrets.hiddenIn("< " + header + " >").contains("***"));
    }
  }

  @Test
  void whatEverybodyMayKnowOfAHeaderStaysReadable() {
    KnownSecrets secrets = new KnownSecrets();
    secrets.addValues(
        Map.of(
            "Authorization",
            "Digest username=\"ali1baba2cave3\", realm=\"cave1234567@example\", qop=auth,"
                + " uri=\"/treasure42/of40thieves\", algorithm=\"SHA256sess12\""));

    String text = "ali1baba2cave3 cave1234567@example /treasure42/of40thieves SHA256sess12";
    assertEquals(text, secrets.hiddenIn(text));
  }

  /// The first word of a passphrase is no scheme.
  @Test
  void aPassphraseIsHiddenAsAWhole() {
    KnownSecrets secrets = new KnownSecrets();
    secrets.add("production  correcthorse");
    secrets.add("a horse, a battery and a staple");

    assertEquals(
        "*** and ***, but production and correcthorse",
        secrets.hiddenIn(
            "production  correcthorse and a horse, a battery and a staple,"
                + " but production and correcthorse"));
  }

  @ParameterizedTest
  @CsvSource({
    "DB_PASS, correcthorsebattery",
    "PIN_CODE, 1234567890",
    "SMTP_PWD, correcthorse",
    "SLACK_WEBHOOK, https://hooks.slack.com/services/T0/B0/correct",
    "SLACK, https://hooks.slack.com/services/T0/B0/abc123def456ghi7",
    "MCP, https://cave.example/0b2f6a3e-1c2d-4e5f-8a9b-0123456789ab/mcp",
    "LONG, abcdefghijklmnopqrstuvwxyzabcdef",
    "CARD, 4111111111111111",
  })
  void whatLooksPlainIsHiddenIfItsNameOrLengthSaysSo(String name, String value) {
    KnownSecrets secrets = new KnownSecrets();
    secrets.addValues(Map.of(name, value));

    assertEquals("at ***.", secrets.hiddenIn("at " + value + "."));
  }

  @Test
  void keysInPathsAreHiddenByThemselves() {
    KnownSecrets secrets = new KnownSecrets();
    secrets.addAddress("https://cave.example/s/abc123def456ghi7/mcp");

    assertEquals("POST /s/***/mcp", secrets.hiddenIn("POST /s/abc123def456ghi7/mcp"));
  }

  @Test
  void eachKeyOfAListIsASecret() {
    KnownSecrets secrets = new KnownSecrets();
    secrets.addValues(Map.of("GROQ_API_KEYS", "gsk_abc123def456, gsk_ghi789jkl012"));

    assertEquals("no such key: ***", secrets.hiddenIn("no such key: gsk_ghi789jkl012"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\\n"})
  void eachLineIsASecret(String lineBreak) {
    String pem =
        String.join(
            lineBreak,
            "-----BEGIN PRIVATE KEY-----",
            "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
            "BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj",
            "MSS+Lp4=",
            "-----END PRIVATE KEY-----");
    KnownSecrets secrets = new KnownSecrets();
    secrets.addValues(Map.of("PEM", pem));

    assertEquals(
        "1 -----BEGIN PRIVATE KEY-----, 2 ***, 3 ***, 4 ***",
        secrets.hiddenIn(
            "1 -----BEGIN PRIVATE KEY-----, 2 MIIEvQIBADANBgkqhkiG9w0BAQEFAASC,"
                + " 3 BKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj, 4 MSS+Lp4="));
  }

  /// A whole configuration may be in a variable.
  @Test
  void ordinaryLinesOfASecretStayReadable() {
    KnownSecrets secrets = new KnownSecrets();
    secrets.addValues(
        Map.of("KUBECONFIG_DATA", "clusters:\n- production\n/home/me\n  token: open-sesame\n"));

    assertEquals(
        "clusters: production in /home/me with ***",
        secrets.hiddenIn("clusters: production in /home/me with open-sesame"));
  }

  @Test
  void ordinaryValuesInASecretStayReadable() {
    KnownSecrets secrets = new KnownSecrets();
    secrets.addValues(
        Map.of(
            "GOOGLE_CREDENTIALS",
            "{\"type\": \"service_account\", \"model\": \"gpt-4o-mini\","
                + " \"token_uri\": \"https://oauth2.example/token\", \"client_secret\": \"open-sesame\"}"));

    assertEquals(
        "service_account, gpt-4o-mini, https://oauth2.example/token, ***",
        secrets.hiddenIn(
            "service_account, gpt-4o-mini, https://oauth2.example/token, open-sesame"));
  }

  @Test
  void ofAllVariablesThePasswordsInAddressesAreSecrets() {
    KnownSecrets secrets =
        KnownSecrets.of(
            Map.of(
                "DATABASE_URL", "postgres://u:pw-of-mine@h/db",
                "OTHER_URL", "mysql://u:p@ss%2Fw0rd@h/db",
                "PROXY", "http://u:secret-of-proxy@proxy:3128",
                "REPOSITORY", "https://0123456789abcdef@git.example/x",
                "JDBC", "jdbc:postgresql://h/db?user=u&password=jdbc-word",
                "BUS", "Endpoint=sb://h/;SharedAccessKey=YWJjZGVmZw==;EntityPath=queue-of-mine",
                "HOOK", "https://h/hooks/abc123def456ghi7",
                "SIGNED", "https://h/blob?sv=2024-01-01&sig=c2lnbmF0dXJl",
                "OTEL_EXPORTER_OTLP_HEADERS", "x-api-key=otel,k3y,x-page=page-of-mine"));

    assertEquals(
        "***, ***, ***, ***, ***, ***, ***, ***, ***, ***; queue-of-mine, page-of-mine at postgres://u:***@h/db?sv=2024-01-01",
        secrets.hiddenIn(
            "pw-of-mine, p@ss%2Fw0rd, p@ss/w0rd, secret-of-proxy, 0123456789abcdef, jdbc-word,"
                + " YWJjZGVmZw==, otel,k3y, c2lnbmF0dXJl, abc123def456ghi7; queue-of-mine, page-of-mine at"
                + " postgres://u:pw-of-mine@h/db?sv=2024-01-01"));
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
        "https://cave.example/v1/",
        "https://cave.example/2024-10-21/my-own-long-project/gpt-4o-mini",
        "en_US.UTF-8",
        "-1001234567890",
        "./target/server-2.jar",
        "~/.ssh/id_ed25519",
        "C:\\Users\\ali-baba\\new files"
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
    secrets.addAddress("https://cave.example/v1?key=correcthorse&auth=oauth2&sort-key=created_at");

    assertEquals(
        "***, ***, thieves-2, ali-baba-1, ***, oauth2, created_at",
        secrets.hiddenIn(
            "open-sesame, forty-two, thieves-2, ali-baba-1, correcthorse, oauth2, created_at"));
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
