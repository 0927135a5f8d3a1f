package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.testkit.GnomeKeyring;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image with `GANDER_SECRETS_IDENTITY`: the library that encrypts is loaded from its folder.
class SealedSecretsIT {
  private static final String PLAIN = "# of the team\nOPENAI_API_KEY: sk-plain-0123456789 # paid\n";

  private static final String BUS = "DBUS_SESSION_BUS_ADDRESS";

  @TempDir Path root;
  private Path key;
  private Path plain;
  private Path sealed;

  /// Where the identity is; empty for the file.
  private Map<String, String> place = Map.of();

  private record Result(int exit, String out, String err) {}

  @BeforeEach
  void prepare() throws IOException {
    key = root.resolve("identity.txt");
    plain = root.resolve("config/secrets.yaml");
    sealed = root.resolve("config/secrets.yaml.age");
    Files.createDirectories(plain.getParent());
    Files.writeString(plain, PLAIN);
  }

  @Test
  void secretsAreEncryptedUsedAndComeBackAsTheyWere() throws Exception {
    assertEquals(0, goosed("secrets", "encrypt").exit());
    assertFalse(Files.exists(plain));
    try (ImageServer server = ImageServer.start(root, identity())) {
      assertEquals("{\"maskedValue\":\"sk-plain***********\"}", read(server, "OPENAI_API_KEY"));
      HttpResponse<String> stored =
          server.send(
              "POST",
              "/config/upsert",
              "{\"key\": \"NEW_KEY\", \"value\": \"sk-new\", \"is_secret\": true}");
      assertEquals(200, stored.statusCode(), stored.body());
      assertEquals(0, goosed("secrets", "rotate").exit());
      assertEquals("{\"maskedValue\":\"sk-***\"}", read(server, "NEW_KEY"));
    }
    assertTrue(
        Files.readString(sealed, StandardCharsets.ISO_8859_1)
            .startsWith("age-encryption.org/v1\n"));

    assertEquals(0, goosed("secrets", "decrypt").exit());

    assertEquals(PLAIN + "NEW_KEY: sk-new\n", Files.readString(plain));
    assertFalse(Files.exists(sealed));
  }

  @Test
  void serverWithAnotherIdentityDoesNotStartAndChangesNothing() throws Exception {
    goosed("secrets", "encrypt");
    byte[] before = Files.readAllBytes(sealed);
    Files.delete(key);

    Result missing = goosed("agent");
    assertEquals(1, missing.exit());
    assertTrue(
        missing.err().contains("there is no identity for the secrets in " + key), missing.err());

    Files.move(sealed, root.resolve("kept"));
    goosed("secrets", "encrypt");
    Files.write(sealed, before);
    Result wrong = goosed("agent");

    assertEquals(1, wrong.exit());
    assertTrue(wrong.err().contains("encrypted for other identities"), wrong.err());
    assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(sealed)));
  }

  /// With GNOME's keyring, where it is installed, as in CI.
  @Test
  void theIdentityMayBeInTheKeyring(@TempDir Path home) throws Exception {
    assumeTrue(GnomeKeyring.isInstalled());
    assumeTrue(GnomeKeyring.hasProgram("secret-tool") && GnomeKeyring.hasProgram("age"));
    try (GnomeKeyring gnome = GnomeKeyring.start(home)) {
      place = Map.of("GANDER_SECRETS_IDENTITY", "keyring", BUS, gnome.address());
      succeeded(goosed("secrets", "encrypt"));
      assertFalse(Files.exists(plain));
      String first = gnome.lookUp("gander", "secrets-identity");
      assertEquals(PLAIN, opened(first));
      try (ImageServer server = ImageServer.start(root, identity())) {
        assertEquals("{\"maskedValue\":\"sk-plain***********\"}", read(server, "OPENAI_API_KEY"));
        succeeded(goosed("secrets", "rotate"));
        assertEquals("{\"maskedValue\":\"sk-plain***********\"}", read(server, "OPENAI_API_KEY"));
      }
      String second = gnome.lookUp("gander", "secrets-identity");
      assertNotEquals(first, second);
      assertEquals(PLAIN, opened(second));
    }
    byte[] before = Files.readAllBytes(sealed);

    Result gone = goosed("agent");

    assertEquals(1, gone.exit());
    assertTrue(gone.err().contains("is in the keyring, which cannot be used"), gone.err());
    assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(sealed)));
    assertFalse(Files.exists(plain));
  }

  /// What the `age` tool finds in the file with this identity.
  private String opened(String identity) throws IOException, InterruptedException {
    Path file = Files.writeString(root.resolve("looked-up.txt"), identity + "\n");
    Process age =
        ImageServer.process(
            root, Map.of(), List.of("age", "-d", "-i", file.toString(), sealed.toString()));
    String text = new String(age.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(age.waitFor(1, TimeUnit.MINUTES));
    return text;
  }

  private static void succeeded(Result result) {
    assertEquals(0, result.exit(), result::err);
  }

  private Map<String, String> identity() {
    return place.isEmpty() ? Map.of("GANDER_SECRETS_IDENTITY", key.toString()) : place;
  }

  private static String read(ImageServer server, String name) throws Exception {
    return server
        .send("POST", "/config/read", "{\"key\": \"" + name + "\", \"is_secret\": true}")
        .body();
  }

  private Result goosed(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(NodeTools.IMAGE.resolve("bin/goosed").toString());
    command.addAll(List.of(arguments));
    Process process = ImageServer.process(root, identity(), command);
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return new Result(process.exitValue(), out, err);
  }
}
