package dev.gander.bootstrap.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.providers.FileTokenCaches;
import dev.gander.application.api.provider.CleanUpProvider;
import dev.gander.application.api.provider.ListModels;
import dev.gander.application.api.provider.ProviderSecrets;
import dev.gander.application.api.provider.SignInToProvider;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.model.SessionModels;
import dev.gander.application.model.SettingsForProviders;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.model.ModelInfo;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.provider.InMemoryModelCatalog;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A plug-in that users sign in to, from the jar to the file with its tokens.
class PluginSignInTest {
  private static final SettableClock CLOCK = SettableClock.at("2026-03-04T10:11:12Z");
  @TempDir Path work;
  @TempDir Path plugins;
  @TempDir Path config;

  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final InMemoryModelCatalog catalog =
      new InMemoryModelCatalog().know("big", 9_000, 100).know("small", 9_000, 100);
  private final ActiveModel active = new ActiveModel(settings);
  private final TypedSettings typed = new TypedSettings(settings);
  private FileTokenCaches tokens;

  @BeforeEach
  void open() {
    tokens = new FileTokenCaches(config);
  }

  private final class Installed {
    private final ProviderRegistry registry =
        new ProviderRegistry(Plugins.in(List.of(plugins), _ -> false, List.of()));
    private final SettingsForProviders forProviders =
        new SettingsForProviders(
            typed, secrets, Map.of(), null, tokens, null, null, new KnownSecrets());
    private final ProviderSetup setup = new ProviderSetup(registry, forProviders, active, CLOCK);
    private final SessionModels models =
        new SessionModels(
            registry,
            active,
            new ModelResolution(typed, catalog, new ScriptedInterpreter()),
            forProviders);

    boolean isConfigured() {
      return setup.isConfigured(registry.find("acme").orElseThrow().metadata());
    }

    List<String> secretIds() {
      return new ProviderSecrets(registry, secrets, tokens, active, CLOCK)
          .list().stream().map(ProviderSecrets.Kind::id).toList();
    }

    void signIn() throws InterruptedException {
      new SignInToProvider(models, tokens, secrets, active).signIn("acme");
    }
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
        .modular(plugins.resolve("acme.jar"));
  }

  private static final String GOT_BY_SIGNING_IN =
      "new ProviderMetadata.ConfigKey(\"ACME_TOKEN\", true, true, null, true, false, true)";

  @Test
  void tokensAreKeptListedAndCleanedUp() throws Exception {
    install("acme/tokens.json", "acme/tokens.json", GOT_BY_SIGNING_IN, "");
    var installed = new Installed();
    assertFalse(installed.isConfigured());
    assertEquals(List.of(), installed.secretIds());

    installed.signIn();

    assertEquals(
        "{\"access_token\":\"t0ken\"}", Files.readString(config.resolve("acme/tokens.json")));
    assertTrue(installed.isConfigured());
    assertEquals(List.of("provider_cache:acme"), installed.secretIds());
    new CleanUpProvider(installed.registry, tokens).cleanUp("acme");
    assertTrue(Files.notExists(config.resolve("acme/tokens.json")));
    assertEquals(List.of(), installed.secretIds());
  }

  @Test
  void aSignInMayTakeThePlaceOfAKey() throws Exception {
    install(
        "acme/tokens.json",
        "acme/tokens.json",
        "ProviderMetadata.ConfigKey.secret(\"ACME_KEY\")",
        "@Override public boolean signInReplacesKey() { return true; }");
    var installed = new Installed();
    assertFalse(installed.isConfigured());
    assertEquals(List.of("provider_cache:acme"), installed.secretIds());

    installed.signIn();

    assertTrue(installed.isConfigured());
    new CleanUpProvider(installed.registry, tokens).cleanUp("acme");
    assertFalse(installed.isConfigured());
  }

  @Test
  void tokensForAnotherPlaceAreNotKept() throws Exception {
    install("acme/tokens.json", "other/tokens.json", GOT_BY_SIGNING_IN, "");
    var installed = new Installed();

    assertThrows(InvalidInput.class, installed::signIn);

    assertTrue(Files.notExists(config.resolve("other")));
    assertFalse(installed.isConfigured());
  }

  @Test
  void itsModelsHaveTheLimitThatItDeclares() throws Exception {
    install("acme/tokens.json", "acme/tokens.json", GOT_BY_SIGNING_IN, "");
    var installed = new Installed();
    installed.signIn();

    assertEquals(
        List.of(ModelInfo.of("big", 32_000), ModelInfo.of("small", 9_000)),
        new ListModels(installed.setup, catalog, typed).list("acme"));
    assertEquals(32_000, installed.models.make("acme", "big").model().contextLimit());
  }
}
