package dev.gander.bootstrap.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.ProviderSecrets;
import dev.gander.application.api.provider.SignInFailed;
import dev.gander.bootstrap.Environment;
import dev.gander.bootstrap.Gander;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.model.ModelInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plug-in that users sign in to, from the jar to the file with its tokens.
class PluginSignInTest {
  @TempDir Path work;
  @TempDir Path root;
  private Path config;
  private @Nullable Gander gander;

  @BeforeEach
  void locate() {
    config = root.resolve("config");
  }

  @AfterEach
  void close() {
    if (gander != null) {
      gander.close();
    }
  }

  private UseCases.Providers installed() {
    Map<String, String> variables =
        Map.of("GOOSE_PATH_ROOT", root.toString(), "GOOSE_DISABLE_KEYRING", "1");
    gander =
        Gander.open(
            new Environment(
                variables,
                GoosePaths.of(variables, "linux", root),
                "linux",
                "6.1",
                "amd64",
                root,
                root,
                null,
                Clock.systemUTC()));
    return gander.useCases().providers();
  }

  private static boolean isConfigured(UseCases.Providers providers) {
    return providers.list().list().stream()
        .anyMatch(it -> it.metadata().name().equals("acme") && it.isConfigured());
  }

  private static List<String> secretIds(UseCases.Providers providers) {
    return providers.secrets().list().stream()
        .map(ProviderSecrets.Kind::id)
        .filter(id -> id.contains("acme"))
        .toList();
  }

  private static String signIn(String place) {
    return """
    @Override public Credentials signIn() {
      return new Credentials.Tokens(
          new TokenCache("%s"),
          dev.gander.domain.json.JsonObject.of(
              "access_token", dev.gander.domain.json.Json.of("t0ken")));
    }
    @Override public List<String> models() { return List.of("big", "small"); }
    """
        .formatted(place);
  }

  private void install(String place, String signsInFor, String key, String more)
      throws IOException {
    PluginJar.of(work, "acme")
        .named("acme")
        .listing("ModelInfo.of(\"big\", 32_000)")
        .asking(key)
        .inFactory(
            "@Override public Optional<TokenCache> tokenCache() { return Optional.of(new TokenCache(\""
                + place
                + "\")); }"
                + more)
        .inProvider(signIn(signsInFor))
        .modular(Files.createDirectories(config.resolve("plugins")).resolve("acme.jar"));
  }

  private static final String GOT_BY_SIGNING_IN =
      "new ProviderMetadata.ConfigKey(\"ACME_TOKEN\", true, true, null, true, false, true)";

  @Test
  void tokensAreKeptListedAndCleanedUp() throws Exception {
    install("acme/tokens.json", "acme/tokens.json", GOT_BY_SIGNING_IN, "");
    UseCases.Providers installed = installed();
    assertFalse(isConfigured(installed));
    assertEquals(List.of(), secretIds(installed));

    installed.signIn().signIn("acme");

    assertEquals(
        "{\"access_token\":\"t0ken\"}", Files.readString(config.resolve("acme/tokens.json")));
    assertTrue(isConfigured(installed));
    assertEquals(List.of("provider_cache:acme"), secretIds(installed));
    installed.cleanUp().cleanUp("acme");
    assertTrue(Files.notExists(config.resolve("acme/tokens.json")));
    assertEquals(List.of(), secretIds(installed));
  }

  @Test
  void aSignInMayTakeThePlaceOfAKey() throws Exception {
    install(
        "acme/tokens.json",
        "acme/tokens.json",
        "ProviderMetadata.ConfigKey.secret(\"ACME_KEY\")",
        "@Override public boolean signInReplacesKey() { return true; }");
    UseCases.Providers installed = installed();
    assertFalse(isConfigured(installed));
    assertEquals(List.of("provider_cache:acme"), secretIds(installed));

    installed.signIn().signIn("acme");

    assertTrue(isConfigured(installed));
    installed.cleanUp().cleanUp("acme");
    assertFalse(isConfigured(installed));
  }

  @Test
  void tokensForAnotherPlaceAreNotKept() throws Exception {
    install("acme/tokens.json", "other/tokens.json", GOT_BY_SIGNING_IN, "");
    UseCases.Providers installed = installed();

    assertThrows(SignInFailed.class, () -> installed.signIn().signIn("acme"));

    assertTrue(Files.notExists(config.resolve("other")));
    assertFalse(isConfigured(installed));
  }

  @Test
  void itsModelsHaveTheLimitThatItDeclares() throws Exception {
    install("acme/tokens.json", "acme/tokens.json", GOT_BY_SIGNING_IN, "");
    UseCases.Providers installed = installed();
    installed.signIn().signIn("acme");

    assertEquals(
        List.of(ModelInfo.of("big", 32_000), ModelInfo.of("small", 128_000)),
        installed.models().list("acme"));
    assertEquals(32_000, installed.describeModel().describe("acme", "big").contextLimit());
  }
}
