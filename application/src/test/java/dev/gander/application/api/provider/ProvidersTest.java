package dev.gander.application.api.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.LeadModel;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.model.Sampling;
import dev.gander.application.model.SettingsForProviders;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.SamplingAnswer;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderType;
import dev.gander.domain.provider.Signer;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.provider.ScriptedAnswer;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.ScriptedProvider;
import dev.gander.testkit.provider.SignInFactory;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProvidersTest {
  private static final TokenCache HUB = new TokenCache("hub/oauth/tokens.json");
  private static final Clock CLOCK = SettableClock.at("2026-03-04T10:11:12Z");
  private final InMemorySettings settings = new InMemorySettings();
  private final InMemorySecretStore secrets = new InMemorySecretStore();
  private final TypedSettings typed = new TypedSettings(settings);
  private final ProviderSettings found =
      new SettingsForProviders(typed, secrets, Map.of("https_proxy", "p"), null);
  private final ModelResolution resolution =
      new ModelResolution(typed, (_, _) -> Optional.empty(), new ScriptedInterpreter());

  private record Factory(ProviderMetadata metadata) implements ProviderFactory {
    @Override
    public Provider create(ProviderSettings given) {
      return new ScriptedProvider(metadata.name());
    }
  }

  @Test
  void twoProvidersOfOneNameAreNamedBoth() {
    var twice = List.<ProviderFactory>of(factory("x"), factory("x"));

    var failure = assertThrows(IllegalStateException.class, () -> new ProviderRegistry(twice));

    String name = Factory.class.getName();
    assertEquals("Provider 'x' is there twice: " + name + " and " + name, failure.getMessage());
  }

  @Test
  void tokensInTwoPlacesOfOneFolderAreRefused() {
    var near =
        List.<ProviderFactory>of(
            SignInFactory.of("a", new TokenCache("a/one.json")),
            SignInFactory.of("b", new TokenCache("a/two.json")));

    var failure = assertThrows(IllegalStateException.class, () -> new ProviderRegistry(near));

    assertEquals(
        "Provider 'b' keeps tokens in a/two.json, too near to a/one.json", failure.getMessage());
  }

  @Test
  void providersAreSortedByName() {
    var registry = new ProviderRegistry(List.of(factory("b"), factory("a")));

    assertEquals(
        List.of("a", "b"), registry.all().stream().map(it -> it.metadata().name()).toList());
    assertTrue(registry.find("c").isEmpty());
  }

  @Test
  void aProviderIsConfiguredByTheRulesForItsKeys() {
    ConfigKey secret = ConfigKey.secret("K");
    ConfigKey host = new ConfigKey("HOST", true, false, "localhost", false, false, false);
    ConfigKey path = new ConfigKey("PATH_", true, false, "v1", false, false, false);
    ConfigKey optional = ConfigKey.setting("OPT", null);

    assertTrue(configured());
    assertFalse(configured(secret, host));
    assertFalse(configured(host));
    assertFalse(configured(host, path, optional));
    assertFalse(configured(optional));
    settings.put("PATH_", Json.of("v2"));
    assertTrue(configured(host, path));
    secrets.put("K", Json.of(12345));
    assertTrue(configured(secret, host));
  }

  @Test
  void secretsThatCannotBeReadAreNotThere() {
    ProviderSettings broken =
        new ProviderSettings() {
          @Override
          public Optional<String> setting(String key) {
            return Optional.empty();
          }

          @Override
          public Optional<String> secret(String key) {
            throw new StorageException("the file is broken", null);
          }
        };
    ProviderSetup setup =
        new ProviderSetup(
            new ProviderRegistry(List.of()), broken, new ActiveModel(settings), CLOCK);

    assertFalse(setup.isConfigured(factory("x", ConfigKey.secret("K")).metadata()));
  }

  @Test
  void aSignInThatReplacesAKeyCountsAsLongAsItsTokensHold() {
    var tokens = new InMemoryTokenCaches();
    ProviderFactory hub = SignInFactory.withKey("hub", HUB, "HUB_TOKEN");
    ProviderFactory wing = SignInFactory.of("wing", new TokenCache("wing/token.json"));
    ProviderSetup setup =
        new ProviderSetup(
            new ProviderRegistry(List.of(hub, wing)),
            new SettingsForProviders(
                new TypedSettings(settings),
                new InMemorySecretStore(),
                Map.of(),
                null,
                tokens,
                ChildEnvironment.of(Map.of()),
                null,
                null,
                new KnownSecrets()),
            new ActiveModel(settings),
            CLOCK);
    assertFalse(setup.isConfigured(hub.metadata()));

    keep(tokens, HUB, "2026-03-04T10:00:00Z", "");
    assertFalse(setup.isConfigured(hub.metadata()), "it has ended");
    keep(tokens, HUB, "2026-03-04T10:00:00Z", "r");
    assertTrue(setup.isConfigured(hub.metadata()), "it can be renewed");
    keep(tokens, HUB, "2026-03-04T12:00:00Z", "");
    assertTrue(setup.isConfigured(hub.metadata()), "it holds");
    keep(tokens, wing.tokenCache().orElseThrow(), "2026-03-04T12:00:00Z", "");
    assertFalse(setup.isConfigured(wing.metadata()), "its sign-in has to be marked");
    assertFalse(setup.isConfigured(factory("other", ConfigKey.secret("HUB_TOKEN")).metadata()));
  }

  private static void keep(
      InMemoryTokenCaches tokens, TokenCache cache, String end, String refresh) {
    tokens.keep(
        cache, JsonObject.of("expires_at", Json.of(end)).with("refresh_token", Json.of(refresh)));
  }

  @Test
  void whatIsSetUpElsewhereIsConfiguredByBeingChosen() {
    ActiveModel active = new ActiveModel(settings);
    ProviderSetup setup = new ProviderSetup(new ProviderRegistry(List.of()), found, active, CLOCK);
    assertFalse(setup.isConfigured(withSteps("x")));

    active.activate("x", "m");

    assertTrue(setup.isConfigured(withSteps("x")));
    assertFalse(setup.isConfigured(withSteps("y")));
    active.activate("z", "m");
    assertTrue(setup.isConfigured(withSteps("x")));
  }

  private static ProviderMetadata withSteps(String name) {
    return new ProviderMetadata(
        name,
        ProviderType.BUILTIN,
        name,
        "",
        "m",
        null,
        List.of(),
        "",
        List.of(),
        List.of("Install it"),
        null);
  }

  @Test
  void aSignInCountsWhenItIsMarked() {
    ConfigKey token = new ConfigKey("T", true, true, null, true, false, true);
    assertFalse(configured(token));

    new ActiveModel(settings).markConfigured("x", Json.of(true));

    assertTrue(configured(token));
  }

  @Test
  void providersSeeSettingsSecretsAndTheEnvironment() {
    settings.put("PORT", Json.of(8080));
    secrets.put("KEY", Json.of(777));

    assertEquals(Optional.of("8080"), found.setting("PORT"));
    assertEquals(Optional.of("777"), found.secret("KEY"));
    assertEquals(Optional.of("p"), found.environment("https_proxy"));
    assertEquals(Optional.empty(), found.requestLogs());
  }

  @Test
  void settingsFillInWhatAModelLeavesOpen() {
    settings.put("GOOSE_CONTEXT_LIMIT", Json.of(5000));
    settings.put("GOOSE_MAX_TOKENS", Json.of("600"));
    settings.put("GOOSE_TEMPERATURE", Json.of(0.5));
    settings.put("GOOSE_TOOLSHIM", Json.of("yes"));

    ModelConfig model = resolution.resolve(factory("x"), ModelConfig.of("m"));

    assertEquals(
        ModelConfig.of("m")
            .withContextLimit(5000)
            .withMaxTokens(600)
            .withTemperature(0.5)
            .withToolshim(true, null),
        model);
    ModelConfig own = ModelConfig.of("m").withContextLimit(9).withMaxTokens(8).withTemperature(1.0);
    assertEquals(own.withToolshim(true, null), resolution.resolve(factory("x"), own));
  }

  @Test
  void theInterpreterOfAToolShimSaysWhichModelItUses() {
    ModelConfig shimmed = ModelConfig.of("m").withToolshim(true, null);
    var choosing =
        new ModelResolution(
            typed, (_, _) -> Optional.empty(), new ScriptedInterpreter().choosing("reader"));

    settings.put("GOOSE_TOOLSHIM", Json.of(true));

    assertEquals("reader", choosing.resolve(factory("x"), ModelConfig.of("m")).toolshimModel());
    assertEquals(shimmed, choosing.resolve(factory("x"), shimmed));
  }

  @Test
  void anAdministratorDescribesModels() {
    JsonObject params = JsonObject.of("top_k", Json.of(3));
    settings.put(
        "GOOSE_PREDEFINED_MODELS",
        JsonArray.of(
            Json.of("x"),
            JsonObject.of("name", Json.of("m"))
                .with("context_limit", Json.of(9000))
                .with("request_params", params)));

    ModelConfig model = resolution.resolve(factory("x"), ModelConfig.of("m"));

    assertEquals(ModelConfig.of("m").withContextLimit(9000).withRequestParams(params), model);
    ModelConfig own = ModelConfig.of("m").withContextLimit(7);
    assertEquals(7, resolution.resolve(factory("x"), own).contextLimit());
    settings.put("GOOSE_PREDEFINED_MODELS", Json.of("broken"));
    assertEquals(ModelConfig.of("m"), resolution.resolve(factory("x"), ModelConfig.of("m")));
  }

  @Test
  void theProvidersOwnListKnowsLimitsToo() {
    ModelConfig model = resolution.resolve(factory("x"), ModelConfig.of("BIG"));

    assertEquals(64_000, model.contextLimitOrDefault());
  }

  @Test
  void settingsThatMakeNoSenseAreNamed() {
    settings.put("GOOSE_CONTEXT_LIMIT", Json.of(0));

    var failure =
        assertThrows(
            InvalidInput.class, () -> resolution.resolve(factory("x"), ModelConfig.of("m")));

    assertEquals("The setting GOOSE_CONTEXT_LIMIT must be a positive number", failure.text());
  }

  @Test
  void samplingAsksTheModelWithoutTools() throws Exception {
    ScriptedProvider provider = new ScriptedProvider().answer(ScriptedAnswer.says("quack"));
    var sampling =
        new Sampling(new ConfiguredModel(provider, ModelConfig.of("m"), null), new SessionId("s"));
    List<Message> messages = List.of(Message.user(null, 0, new Content.Text("say")));

    SamplingAnswer answer = sampling.answer(new SamplingRequest("Be a duck.", messages));

    assertEquals("quack", answer.text());
    assertEquals("Be a duck.", provider.lastRequest().system());
    assertEquals(messages, provider.lastRequest().messages());
    assertEquals(List.of(), provider.lastRequest().tools());
  }

  @Test
  void aModelThatIsLetGoLetsGoOfItsLead() {
    var own = new ScriptedProvider("own");
    var lead = new ScriptedProvider("lead");
    var leading = new ConfiguredModel(lead, ModelConfig.of("big"), null);

    new ConfiguredModel(
            own,
            ModelConfig.of("small"),
            null,
            new LeadModel(leading, new LeadModel.Rules(1, 1, 1)),
            new Signer("own"))
        .close();

    assertTrue(own.isClosed() && lead.isClosed());
  }

  private boolean configured(ConfigKey... keys) {
    var setup =
        new ProviderSetup(new ProviderRegistry(List.of()), found, new ActiveModel(settings), CLOCK);
    return setup.isConfigured(factory("x", keys).metadata());
  }

  private static Factory factory(String name, ConfigKey... keys) {
    return new Factory(
        new ProviderMetadata(
            name, name, "", "m", null, List.of(ModelInfo.of("big", 64_000)), "", List.of(keys)));
  }
}
