package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image asks Bedrock: what it needs for signing is loaded from its folder on demand.
class BedrockIT {
  private static final String SECRET = "s3cret/with+signs";
  private static final String MODEL = "us.anthropic.claude-sonnet-4-5-20250929-v1:0";
  private static final String PATH = "/model/" + MODEL.replace(":", "%3A") + "/converse-stream";

  @TempDir Path root;

  @Test
  void keysOfTheEnvironmentSign() throws Exception {
    try (AmazonStandIn amazon = new AmazonStandIn(SECRET)) {
      String said =
          ask(
              amazon,
              Map.of(
                  "AWS_ACCESS_KEY_ID", "AKID",
                  "AWS_SECRET_ACCESS_KEY", SECRET,
                  "AWS_SESSION_TOKEN", "session"));
      assertEquals("grüß dich", said);
      assertEquals(PATH + " right", amazon.seen().getFirst());
    }
    assertNowhere(SECRET);
  }

  @Test
  void aSignInByTheBrowserThatAnotherProgramDidGivesTheKeys() throws Exception {
    try (AmazonStandIn amazon = new AmazonStandIn(SECRET)) {
      signIn();
      String said =
          ask(amazon, Map.of("AWS_PROFILE", "work", "AWS_ENDPOINT_URL_SSO", amazon.url()));
      assertEquals("grüß dich", said);
      List<String> seen = amazon.seen();
      assertTrue(seen.getFirst().startsWith("/federation/credentials?"), seen::toString);
      assertTrue(seen.getFirst().contains("account_id=123456789012"), seen::toString);
      assertTrue(seen.getFirst().endsWith(" the-token"), seen::toString);
      assertEquals(PATH + " right", seen.get(1));
    }
    assertNowhere(SECRET);
  }

  @Test
  void aTokenNeedsNothingOnDemand() throws Exception {
    try (AmazonStandIn amazon = new AmazonStandIn(SECRET)) {
      assertEquals("grüß dich", ask(amazon, Map.of("AWS_BEARER_TOKEN_BEDROCK", "tok-" + SECRET)));
      assertEquals(PATH + " right", amazon.seen().getFirst());
    }
    assertNowhere(SECRET);
  }

  /// What the model says, or the server about it.
  private String ask(AmazonStandIn amazon, Map<String, String> keys) throws Exception {
    Map<String, String> variables = new HashMap<>(keys);
    variables.put("GOOSE_PROVIDER", "aws_bedrock");
    variables.put("GOOSE_MODEL", MODEL);
    variables.put("AWS_REGION", "eu-test-1");
    variables.put("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", amazon.url());
    variables.put("BEDROCK_MAX_RETRIES", "0");
    try (ImageServer server = ImageServer.start(root, variables)) {
      return server
          .reply(server.newSession(root), "hello")
          .filter(event -> JsonFields.of(event).text("type").equals("Message"))
          .flatMap(BedrockIT::texts)
          .collect(Collectors.joining());
    }
  }

  private static Stream<String> texts(JsonObject event) {
    return event
        .object("message")
        .flatMap(message -> message.array("content"))
        .orElseThrow()
        .items()
        .stream()
        .flatMap(block -> ((JsonObject) block).text("text").stream());
  }

  /// Leaves the files behind that `aws sso login` leaves.
  private void signIn() throws Exception {
    Path aws = Files.createDirectories(root.resolve(".aws/sso/cache")).getParent().getParent();
    Files.writeString(
        aws.resolve("config"),
        """
        [profile work]
        sso_session = mine
        sso_account_id = 123456789012
        sso_role_name = reader
        [sso-session mine]
        sso_region = eu-test-1
        sso_start_url = https://start.test/start
        sso_registration_scopes = sso:account:access
        """);
    byte[] name =
        MessageDigest.getInstance("SHA-1").digest("mine".getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        aws.resolve("sso/cache/" + HexFormat.of().formatHex(name) + ".json"),
        JsonText.write(
            JsonObject.builder()
                .put("startUrl", "https://start.test/start")
                .put("region", "eu-test-1")
                .put("accessToken", "the-token")
                .put("expiresAt", "2099-01-01T00:00:00Z")
                .build()));
  }

  /// Neither in a log nor in the database nor anywhere else.
  private void assertNowhere(String secret) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      assertTrue(
          files.stream().anyMatch(file -> file.toString().endsWith(".jsonl")), files::toString);
      for (Path file : files) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(secret), file::toString);
      }
    }
  }
}
