package dev.gander.bootstrap;

import dev.gander.adapters.http.UseCases;
import dev.gander.adapters.llm.catalog.BundledModelCatalog;
import dev.gander.adapters.llm.catalog.BundledServiceCatalog;
import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.rehearsal.cassette.CassetteFile;
import dev.gander.adapters.llm.rehearsal.cassette.Recording;
import dev.gander.adapters.llm.services.ollama.OllamaInterpreter;
import dev.gander.adapters.llm.signin.signup.BrowserSignUps;
import dev.gander.adapters.persistence.providers.FileCustomProviders;
import dev.gander.adapters.persistence.providers.FileTokenCaches;
import dev.gander.application.api.provider.BrowseServices;
import dev.gander.application.api.provider.CheckProvider;
import dev.gander.application.api.provider.CleanUpProvider;
import dev.gander.application.api.provider.CustomProviderEditing;
import dev.gander.application.api.provider.DescribeModel;
import dev.gander.application.api.provider.DetectProvider;
import dev.gander.application.api.provider.ListModels;
import dev.gander.application.api.provider.ListProviders;
import dev.gander.application.api.provider.ProviderSecrets;
import dev.gander.application.api.provider.SetProvider;
import dev.gander.application.api.provider.SignInToProvider;
import dev.gander.application.api.provider.SignUpForProvider;
import dev.gander.application.model.CatalogOfProviders;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.model.SessionModels;
import dev.gander.application.model.SettingsForProviders;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.bootstrap.plugins.Plugins;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ToolCallInterpreter;
import dev.gander.domain.provider.declared.BundledProvider;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.provider.signin.TokenCaches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What has to do with model services.
final class ProviderParts {
  private final Environment environment;
  private final TypedSettings settings;
  private final SecretStore secrets;
  private final KnownSecrets knownSecrets;
  private final ActiveModel active;
  private final TokenCaches tokens;
  private final CustomProviders custom;
  private final ProviderRegistry registry;
  private final ModelCatalog catalog;
  private final ProviderSetup setup;
  private final SessionModels models;

  /// @param cassette where to record what models are asked and answer; null for nowhere
  ProviderParts(
      Environment environment,
      TypedSettings settings,
      SecretStore secrets,
      ActiveModel active,
      @Nullable Path cassette) {
    this.environment = environment;
    this.settings = settings;
    this.secrets = secrets;
    knownSecrets = KnownSecrets.of(environment.variables());
    this.active = active;
    custom = new FileCustomProviders(environment.paths().customProviders());
    registry = new ProviderRegistry(installed(environment), ProviderTable::rows, custom);
    catalog = new CatalogOfProviders(new BundledModelCatalog(), registry);
    tokens = new FileTokenCaches(environment.paths().config());
    var forProviders =
        new SettingsForProviders(
            settings,
            secrets,
            environment.variables(),
            environment.paths().logs(),
            tokens,
            environment.paths().state(),
            new OnDemandRequestSigner(),
            knownSecrets);
    setup = new ProviderSetup(registry, forProviders, active, environment.clock());
    models =
        new SessionModels(
            registry,
            active,
            new ModelResolution(settings, catalog),
            forProviders,
            cassette == null ? ProviderFactory::create : recording(cassette)::provider);
  }

  private Recording recording(Path cassette) {
    return new Recording(
        CassetteFile.open(cassette),
        () -> Stream.concat(knownSecrets.texts().stream(), secrets.texts().stream()).toList());
  }

  private static List<ProviderFactory> installed(Environment environment) {
    List<ProviderFactory> factories =
        new ArrayList<>(
            ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    List<ProviderFactory> builtIn = List.copyOf(factories);
    factories.addAll(Plugins.in(environment.pluginFolders(), name -> isTaken(name, builtIn)));
    return factories;
  }

  /// A row of the table without code behind it is free: that provider may come as a plug-in.
  private static boolean isTaken(String name, List<ProviderFactory> builtIn) {
    return builtIn.stream().anyMatch(factory -> factory.name().equals(name))
        || ProviderTable.rows().stream()
            .anyMatch(row -> row.name().equals(name) && !(row instanceof BundledProvider.BuiltIn));
  }

  KnownSecrets knownSecrets() {
    return knownSecrets;
  }

  ModelCatalog catalog() {
    return catalog;
  }

  ToolCallInterpreter interpreter() {
    return new OllamaInterpreter(setup.settings());
  }

  ProviderSetup setup() {
    return setup;
  }

  SessionModels models() {
    return models;
  }

  UseCases.Providers useCases() {
    return new UseCases.Providers(
        new ListProviders(registry, setup, active),
        new ListModels(setup, catalog, settings),
        new DescribeModel(setup, models.resolution()),
        new CheckProvider(models),
        new SetProvider(models, active),
        new DetectProvider(registry, setup.settings()),
        new CleanUpProvider(tokens),
        new SignInToProvider(models, tokens, secrets, active),
        new SignUpForProvider(
            BrowserSignUps.of(setup.settings(), environment.osName()), secrets, active),
        catalog,
        new BrowseServices(new BundledServiceCatalog(), registry),
        new CustomProviderEditing(custom, registry, secrets),
        new ProviderSecrets(registry, secrets, tokens, active, environment.clock()),
        settings.settings());
  }
}
