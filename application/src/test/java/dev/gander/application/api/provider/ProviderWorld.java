package dev.gander.application.api.provider;

import dev.gander.application.model.CatalogOfProviders;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.model.SessionModels;
import dev.gander.application.model.SettingsForProviders;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.domain.provider.ProviderType;
import dev.gander.domain.provider.declared.BundledProvider;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.provider.InMemoryModelCatalog;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.ScriptedProvider;
import dev.gander.testkit.provider.SignInFactory;
import dev.gander.testkit.store.InMemoryCustomProviders;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.store.InMemoryTokenCaches;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Providers over memory: `openai` speaks for declared ones, `groq` and `local_one` are declared by
/// the program, and `acme` is only in the table.
final class ProviderWorld {
  static final TokenCache CLOUD = new TokenCache("cloud/oauth");
  static final TokenCache HUB = new TokenCache("hub/oauth/tokens.json");
  static final TokenCache WING = new TokenCache("wing/token.json");

  final InMemorySettings settings = new InMemorySettings();
  final InMemorySecretStore secrets = new InMemorySecretStore();
  final InMemoryCustomProviders custom = new InMemoryCustomProviders();
  final InMemoryTokenCaches tokens = new InMemoryTokenCaches();
  final InMemoryModelCatalog catalog = new InMemoryModelCatalog();
  final ActiveModel active = new ActiveModel(settings);
  final TypedSettings typed = new TypedSettings(settings);
  final ProviderSettings found = new SettingsForProviders(typed, secrets, Map.of(), null);

  /// What the services answer when they are asked for their models; by the key they got.
  final Map<String, List<String>> modelsByKey = new ConcurrentHashMap<>();

  final ProviderRegistry registry =
      new ProviderRegistry(
          List.of(
              new Speaker("openai", true),
              new Speaker("plain", false),
              SignInFactory.of("cloud", CLOUD),
              SignInFactory.of("cloud_next", CLOUD),
              SignInFactory.withKey("hub", HUB, "HUB_TOKEN"),
              SignInFactory.of("wing", WING)),
          ProviderWorld::table,
          custom);
  final ProviderSetup setup =
      new ProviderSetup(registry, found, active, SettableClock.at("2026-03-04T10:11:12Z"));
  final CatalogOfProviders names = new CatalogOfProviders(catalog, registry);
  final SessionModels models =
      new SessionModels(
          registry, active, new ModelResolution(typed, names, new ScriptedInterpreter()), found);

  private static List<BundledProvider> table() {
    return List.of(
        new BundledProvider.Declared(
            declaration("groq", JsonObject.of("api_key_env", Json.of("GROQ_API_KEY")))),
        new BundledProvider.Declared(
            declaration("local_one", JsonObject.of("requires_auth", Json.of(false)))),
        new BundledProvider.BuiltIn(
            new ProviderMetadata(
                "acme",
                ProviderType.PREFERRED,
                "Acme",
                "d",
                "m",
                null,
                List.of(),
                "https://docs",
                List.of(ConfigKey.secret("ACME_API_KEY")),
                List.of(),
                null)));
  }

  /// A declaration without models, and with what a test says about it.
  static ProviderDeclaration declaration(String name, JsonObject members) {
    return ProviderDeclaration.read(
        JsonObject.builder()
            .put("name", name)
            .put("engine", "openai")
            .put("display_name", name)
            .put("base_url", "http://h")
            .put("models", JsonArray.EMPTY)
            .putAll(members)
            .build());
  }

  static JsonArray models(String name, int contextLimit) {
    return JsonArray.of(ModelInfo.of(name, contextLimit).toJson());
  }

  /// Reads, and cannot write.
  record FullDisk(SecretStore secrets) implements SecretStore {
    @Override
    public Optional<Json> find(String key) {
      return secrets.find(key);
    }

    @Override
    public Set<String> names() {
      return secrets.names();
    }

    @Override
    public void put(String key, Json value) {
      throw new StorageException("the disk is full", null);
    }

    @Override
    public void remove(String key) {
      throw new StorageException("the disk is full", null);
    }
  }

  /// Speaks for declared providers; needs a key.
  private final class Speaker implements ProviderEngine {
    private final String name;
    private final boolean keepsThinking;

    Speaker(String name, boolean keepsThinking) {
      this.name = name;
      this.keepsThinking = keepsThinking;
    }

    @Override
    public boolean keepsThinking() {
      return keepsThinking;
    }

    private String keyName() {
      return name.toUpperCase(Locale.ROOT) + "_API_KEY";
    }

    @Override
    public ProviderMetadata metadata() {
      return new ProviderMetadata(
          name,
          "The " + name,
          "d",
          "big",
          null,
          List.of(ModelInfo.of("big", 64_000)),
          "https://docs",
          List.of(ConfigKey.secret(keyName())));
    }

    @Override
    public Provider create(ProviderSettings given) {
      return provider(name, key(keyName(), given));
    }

    @Override
    public Provider create(ProviderDeclaration declaration, ProviderSettings given) {
      String key = declaration.key().required() ? key(declaration.key().name(), given) : "none";
      return provider(declaration.name(), key);
    }

    private static String key(String name, ProviderSettings given) {
      return given
          .secret(name)
          .orElseThrow(
              () ->
                  new ProviderException.ExecutionError(
                      "Configuration value not found: " + name, null));
    }

    private Provider provider(String name, String key) {
      return new Asked(new ScriptedProvider(name), key);
    }
  }

  private final class Asked implements Provider {
    private final Provider provider;
    private final String key;

    Asked(Provider provider, String key) {
      this.provider = provider;
      this.key = key;
    }

    @Override
    public String name() {
      return provider.name();
    }

    @Override
    public ProviderStream stream(ProviderRequest request) throws InterruptedException {
      return provider.stream(request);
    }

    @Override
    public List<String> models() {
      List<String> models = modelsByKey.get(key);
      if (models == null) {
        throw new ProviderException.Authentication("not this key: " + key);
      }
      if (models.isEmpty()) {
        throw new ProviderException.EndpointNotFound("there is no list");
      }
      return models;
    }
  }
}
