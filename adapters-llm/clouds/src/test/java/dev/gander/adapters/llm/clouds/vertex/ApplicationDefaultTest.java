package dev.gander.adapters.llm.clouds.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.testkit.ModelService.Asked;
import dev.gander.provider.testkit.ServiceTest;
import dev.gander.testkit.SettableClock;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Google's credentials, against one server that gives tokens, knows policies, and plays the
/// metadata server. To be asked for models is what the tokens are for.
class ApplicationDefaultTest extends ServiceTest {
  private static final String ALL = "{}";

  private final SettableClock clock = SettableClock.at("2026-03-04T10:00:00Z");
  @TempDir Path folder;

  private Provider provider(Map<String, String> variables) {
    var addresses = new GcpVertexProviderFactory.Addresses(_ -> service.url(), service.url());
    var environment = new ClientEnvironment(clock, _ -> {}, new Random(1), () -> "uuid");
    return new GcpVertexProviderFactory(addresses)
        .create(
            new GoogleCloud(Map.of("GCP_PROJECT_ID", "p"), variables),
            new ServiceClients(environment));
  }

  private Provider provider(Path file) {
    return provider(Map.of("GOOGLE_APPLICATION_CREDENTIALS", file.toString()));
  }

  private Path user(Path file, String refresh) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        "{\"type\":\"authorized_user\",\"client_id\":\"cid\",\"client_secret\":\"s3cret\",\"refresh_token\":\"%s\",\"token_uri\":\"%s/token\"}"
            .formatted(refresh, service.url()));
  }

  private void gives(String token) {
    service.status(200, "{\"access_token\":\"%s\",\"expires_in\":600}".formatted(token));
  }

  private static Map<String, String> form(Asked asked) {
    return Arrays.stream(asked.body().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private static JsonObject decoded(String part) {
    return (JsonObject) JsonText.parse(Base64.getUrlDecoder().decode(part));
  }

  @Test
  void aServiceAccountSignsAClaim() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded()));
    JsonObject file =
        JsonObject.builder()
            .put("type", "service_account")
            .put("client_email", "robot@p.iam.gserviceaccount.com")
            .put("private_key_id", "k1")
            .put("private_key", pem)
            .put("token_uri", service.url() + "/token")
            .build();
    Path place = folder.resolve("sa.json");
    Files.writeString(place, JsonText.write(file));
    gives("t1");
    service.status(200, ALL);

    provider(place).models();

    Asked asked = service.asked();
    assertEquals("/token", asked.path());
    assertEquals("urn:ietf:params:oauth:grant-type:jwt-bearer", form(asked).get("grant_type"));
    String[] parts = form(asked).get("assertion").split("\\.");
    assertEquals(
        JsonText.parse("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"k1\"}"), decoded(parts[0]));
    long now = clock.instant().getEpochSecond();
    assertEquals(
        JsonObject.builder()
            .put("iss", "robot@p.iam.gserviceaccount.com")
            .put("scope", "https://www.googleapis.com/auth/cloud-platform")
            .put("aud", service.url() + "/token")
            .put("iat", now)
            .put("exp", now + 3600)
            .build(),
        decoded(parts[1]));
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(pair.getPublic());
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertTrue(check.verify(Base64.getUrlDecoder().decode(parts[2])));
    assertEquals("Bearer t1", service.asked().headers().get("authorization"));
  }

  @Test
  void aUserOfGcloudIsFoundInTheHomeFolder() throws Exception {
    user(folder.resolve(".config/gcloud/application_default_credentials.json"), "r1");
    gives("t1");
    service.status(200, ALL);

    provider(Map.of("HOME", folder.toString())).models();

    assertEquals(
        Map.of(
            "client_id", "cid",
            "client_secret", "s3cret",
            "refresh_token", "r1",
            "grant_type", "refresh_token"),
        form(service.asked()));
  }

  @Test
  void theNamedFileGoesBeforeGcloudsAndThatBeforeTheMachine() throws Exception {
    Path named = user(folder.resolve("named.json"), "named");
    user(folder.resolve("sdk/application_default_credentials.json"), "sdk");
    gives("t1");
    service.status(200, ALL);
    gives("t2");
    service.status(200, ALL);
    Map<String, String> variables =
        Map.of(
            "CLOUDSDK_CONFIG", folder.resolve("sdk").toString(),
            "GOOGLE_APPLICATION_CREDENTIALS", named.toString());

    provider(variables).models();
    assertEquals("named", form(service.asked()).get("refresh_token"));
    service.asked();
    provider(Map.of("CLOUDSDK_CONFIG", folder.resolve("sdk").toString())).models();
    assertEquals("sdk", form(service.asked()).get("refresh_token"));
  }

  @Test
  void aMachineInTheCloudAsksForItsOwnAccount() throws Exception {
    gives("t1");
    service.status(200, ALL);
    String host = service.url().substring("http://".length());

    provider(Map.of("GCE_METADATA_HOST", host, "HOME", folder.toString())).models();

    Asked asked = service.asked();
    assertEquals("/computeMetadata/v1/instance/service-accounts/default/token", asked.path());
    assertEquals("Google", asked.headers().get("metadata-flavor"));
    assertEquals("Bearer t1", service.asked().headers().get("authorization"));
  }

  @Test
  void withoutCredentialsTheUserIsToldWhatToDo() {
    Provider provider = provider(Map.of("GCE_METADATA_HOST", "127.0.0.1:1"));
    var failure =
        assertThrows(
            ProviderException.Authentication.class,
            () -> provider.stream(VertexRequests.hello("gemini-2.5-flash")));
    assertTrue(failure.text().contains("gcloud auth application-default login"), failure.text());
    assertTrue(failure.text().contains("GOOGLE_APPLICATION_CREDENTIALS"), failure.text());
  }

  @Test
  void aTokenIsKeptUntilHalfAMinuteBeforeItsEnd() throws Exception {
    Path file = user(folder.resolve("a.json"), "r");
    gives("t1");
    service.status(200, ALL).status(200, ALL);
    gives("t2");
    service.status(200, ALL);
    Provider provider = provider(file);

    provider.models();
    clock.advance(Duration.ofSeconds(569));
    provider.models();
    clock.advance(Duration.ofSeconds(1));
    provider.models();

    assertEquals("/token", service.asked().path());
    assertEquals("Bearer t1", service.asked().headers().get("authorization"));
    assertEquals("Bearer t1", service.asked().headers().get("authorization"));
    assertEquals("/token", service.asked().path());
    assertEquals("Bearer t2", service.asked().headers().get("authorization"));
  }

  @Test
  void aTokenThatIsRefusedLetsTheCredentialsBeReadAnew() throws Exception {
    Path file = user(folder.resolve("a.json"), "old");
    gives("t1");
    service.status(200, ALL).status(401, "{}");
    gives("t2");
    service.status(200, ALL);
    Provider provider = provider(file);
    provider.models();
    user(file, "new");

    provider.models();

    assertEquals("old", form(service.asked()).get("refresh_token"));
    service.asked();
    assertEquals("Bearer t1", service.asked().headers().get("authorization"));
    assertEquals("new", form(service.asked()).get("refresh_token"));
    assertEquals("Bearer t2", service.asked().headers().get("authorization"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{s3cret",
        "[]",
        "{\"type\":\"external_account\",\"audience\":\"s3cret\"}",
        "{\"type\":\"authorized_user\",\"client_id\":\"c\",\"client_secret\":\"s3cret\"}",
        "{\"type\":\"authorized_user\",\"client_id\":\"c\",\"client_secret\":\"s3cret\",\"refresh_token\":\"r\",\"token_uri\":\"http://evil.example/\"}",
        "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key\":\"s3cret\"}",
        "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\ns3cret==\\n-----END PRIVATE KEY-----\"}"
      })
  void aFileThatCannotBeUsedIsToldWithoutWhatItHolds(String text) throws Exception {
    Path file = folder.resolve("bad.json");
    Files.writeString(file, text);
    Provider provider = provider(file);

    var failure =
        assertThrows(
            ProviderException.Authentication.class,
            () -> provider.stream(VertexRequests.hello("gemini-2.5-flash")));

    assertTrue(failure.text().contains("bad.json"), failure.text());
    assertFalse(failure.text().contains("s3cret"), failure.text());
    assertEquals(0, service.allAsked().size());
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Provider provider = provider(folder.resolve("none.json"));
    var failure =
        assertThrows(
            ProviderException.Authentication.class,
            () -> provider.stream(VertexRequests.hello("gemini-2.5-flash")));
    assertTrue(failure.text().contains("none.json"), failure.text());
  }

  @Test
  void aGrantThatIsRefusedIsToldWithoutSecrets() throws Exception {
    Path file = user(folder.resolve("a.json"), "r3fresh");
    service.status(400, "{\"error\":\"invalid_grant\",\"error_description\":\"r3fresh\"}");
    Provider provider = provider(file);
    var failure =
        assertThrows(
            ProviderException.Authentication.class,
            () -> provider.stream(VertexRequests.hello("gemini-2.5-flash")));
    assertEquals("127.0.0.1 answered 400 (invalid_grant)", failure.text());
  }
}
