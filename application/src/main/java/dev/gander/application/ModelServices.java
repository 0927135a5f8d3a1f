package dev.gander.application;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.provider.BrowseServices;
import dev.gander.application.api.provider.CheckProvider;
import dev.gander.application.api.provider.ChooseDefaults;
import dev.gander.application.api.provider.CleanUpProvider;
import dev.gander.application.api.provider.ConfigureProvider;
import dev.gander.application.api.provider.CustomProviderEditing;
import dev.gander.application.api.provider.DescribeModel;
import dev.gander.application.api.provider.DetectProvider;
import dev.gander.application.api.provider.KnownModels;
import dev.gander.application.api.provider.ListModels;
import dev.gander.application.api.provider.ListProviders;
import dev.gander.application.api.provider.LookUpModel;
import dev.gander.application.api.provider.ProviderSecrets;
import dev.gander.application.api.provider.RefreshModels;
import dev.gander.application.api.provider.SetProvider;
import dev.gander.application.api.provider.SignInToProvider;
import dev.gander.application.api.provider.SignUpForProvider;
import dev.gander.application.api.provider.TryProvider;
import dev.gander.application.budget.MeteredProvider;
import dev.gander.application.model.CatalogOfProviders;
import dev.gander.application.model.CatalogWithOwnLimits;
import dev.gander.application.model.CatalogWithOwnPrices;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.OwnPrices;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.model.SessionModels;
import dev.gander.application.model.SettingsForProviders;
import dev.gander.application.observe.ModelCalls;
import dev.gander.application.observe.ObservedProvider;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.toolshim.Interpreter;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ToolCallInterpreter;
import dev.gander.domain.session.SessionStore;
import java.time.Clock;
import java.util.concurrent.Executor;

/// The part of the application that deals with model services.
final class ModelServices {
  private final Ports.Models ports;
  private final SecretStore secrets;
  private final Clock clock;
  private final TypedSettings typed;
  private final ActiveModel active;
  private final ProviderRegistry registry;
  private final ModelCatalog catalog;
  private final ProviderSetup setup;
  private final Interpreter interpreter;
  private final SessionModels models;
  private final Settings settings;
  private final Executor threads;
  private final BudgetServices budgets;
  private final ModelCalls calls;

  ModelServices(
      Ports all, SessionStore sessions, TypedSettings typed, ActiveModel active, Executor threads) {
    this.settings = all.files().settings();
    this.threads = threads;
    this.ports = all.models();
    this.secrets = all.files().secrets();
    this.clock = all.machine().clock();
    this.typed = typed;
    this.active = active;
    registry = new ProviderRegistry(ports.factories(), ports.table(), ports.custom());
    OwnPrices prices = new OwnPrices(settings);
    catalog = new CatalogWithOwnPrices(new CatalogOfProviders(ports.catalog(), registry), prices);
    ProviderSettings forProviders =
        new SettingsForProviders(
            typed,
            secrets,
            all.machine().variables(),
            all.machine().requestLogs(),
            ports.tokens(),
            all.machine().children(),
            all.machine().state(),
            ports.signer(),
            ports.knownSecrets());
    budgets = new BudgetServices(all, sessions, catalog, prices);
    calls =
        new ModelCalls(
            all.operating().observer(), catalog, all.machine().writer(), all.machine().clock());
    setup = new ProviderSetup(registry, forProviders, active, clock);
    ToolCallInterpreter asked = ports.interpreter().apply(forProviders);
    interpreter = Interpreter.of(asked, this::metered);
    models =
        new SessionModels(
            registry,
            active,
            new ModelResolution(typed, catalog, asked),
            forProviders,
            (factory, given) -> metered(ports.maker().apply(factory, given)));
  }

  private Provider metered(Provider provider) {
    return new MeteredProvider(new ObservedProvider(provider, calls), budgets.budgets());
  }

  BudgetServices budgets() {
    return budgets;
  }

  ModelCalls calls() {
    return calls;
  }

  ModelCatalog catalog() {
    return catalog;
  }

  ProviderSettings settings() {
    return setup.settings();
  }

  ProviderSetup setup() {
    return setup;
  }

  SessionModels models() {
    return models;
  }

  Interpreter interpreter() {
    return interpreter;
  }

  KnownSecrets knownSecrets() {
    return ports.knownSecrets();
  }

  UseCases.Providers useCases() {
    ListModels listing = new ListModels(setup, catalog, typed);
    KnownModels known = new KnownModels(registry, listing, clock);
    CleanUpProvider cleanUp = new CleanUpProvider(registry, ports.tokens());
    return new UseCases.Providers(
        new ListProviders(registry, setup, active),
        listing,
        known,
        new RefreshModels(registry, setup, known, threads, clock),
        new DescribeModel(setup, models.resolution()),
        new CheckProvider(models),
        new SetProvider(models, active),
        new ChooseDefaults(registry, setup, known, active),
        new DetectProvider(registry, ports.askedAboutKeys(), settings()),
        cleanUp,
        new ConfigureProvider(registry, setup, settings, secrets, cleanUp, active),
        new SignInToProvider(models, ports.tokens(), secrets, active),
        new SignUpForProvider(ports.signUps().apply(settings()), secrets, active),
        new LookUpModel(new CatalogWithOwnLimits(catalog, registry)),
        new BrowseServices(ports.services(), registry),
        new CustomProviderEditing(ports.custom(), registry, secrets),
        new ProviderSecrets(registry, secrets, ports.tokens(), active, clock),
        new TryProvider(models, System::nanoTime));
  }
}
