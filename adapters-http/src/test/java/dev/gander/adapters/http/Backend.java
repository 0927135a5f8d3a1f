package dev.gander.adapters.http;

import dev.gander.application.agent.AgentFactory;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.api.agent.AddExtension;
import dev.gander.application.api.agent.CallTool;
import dev.gander.application.api.agent.ListTools;
import dev.gander.application.api.agent.ReadResource;
import dev.gander.application.api.agent.RemoveExtension;
import dev.gander.application.api.agent.RestartAgent;
import dev.gander.application.api.agent.ResumeAgent;
import dev.gander.application.api.agent.SetContainer;
import dev.gander.application.api.agent.StartAgent;
import dev.gander.application.api.agent.StopAgent;
import dev.gander.application.api.agent.UpdateFromSession;
import dev.gander.application.api.agent.UpdateProvider;
import dev.gander.application.api.agent.UpdateSession;
import dev.gander.application.api.agent.UpdateWorkingDir;
import dev.gander.application.api.config.ConfigureExtension;
import dev.gander.application.api.config.EditPrompts;
import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.api.config.ListSlashCommands;
import dev.gander.application.api.config.ReadAllSettings;
import dev.gander.application.api.config.ReadSetting;
import dev.gander.application.api.config.RemoveSetting;
import dev.gander.application.api.config.SetToolPermissions;
import dev.gander.application.api.config.UpsertSetting;
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
import dev.gander.application.api.session.DeleteSession;
import dev.gander.application.api.session.ExportSession;
import dev.gander.application.api.session.ForkSession;
import dev.gander.application.api.session.GetInsights;
import dev.gander.application.api.session.GetSession;
import dev.gander.application.api.session.ImportSession;
import dev.gander.application.api.session.ImportSharedSession;
import dev.gander.application.api.session.ListSessions;
import dev.gander.application.api.session.RenameSession;
import dev.gander.application.api.session.SampleMessage;
import dev.gander.application.api.session.SearchSessions;
import dev.gander.application.api.session.SessionExtensions;
import dev.gander.application.api.session.ShareSession;
import dev.gander.application.api.session.UpdateRecipeValues;
import dev.gander.application.api.status.Diagnostics;
import dev.gander.application.api.status.SystemInfo;
import dev.gander.application.api.turn.ConfirmToolCall;
import dev.gander.application.extension.ExtensionStarter;
import dev.gander.application.model.CatalogWithOwnLimits;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.model.SessionModels;
import dev.gander.application.model.SettingsForProviders;
import dev.gander.application.reply.AgentCommands;
import dev.gander.application.reply.PendingConfirmations;
import dev.gander.application.reply.PendingElicitations;
import dev.gander.application.reply.ReplyToMessage;
import dev.gander.application.reply.SessionEvents;
import dev.gander.application.reply.TurnEngine;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.extension.ExtensionResolver;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.provider.InMemoryModelCatalog;
import dev.gander.testkit.provider.InMemoryServiceCatalog;
import dev.gander.testkit.provider.InMemorySignUps;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.ScriptedProvider;
import dev.gander.testkit.provider.SignInFactory;
import dev.gander.testkit.share.InMemorySharedTexts;
import dev.gander.testkit.store.InMemoryConversationStore;
import dev.gander.testkit.store.InMemoryCustomProviders;
import dev.gander.testkit.store.InMemoryDiagnosticFiles;
import dev.gander.testkit.store.InMemoryPromptTemplates;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySessionSearch;
import dev.gander.testkit.store.InMemorySessionStore;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.store.InMemorySettingsFile;
import dev.gander.testkit.store.InMemorySourceFiles;
import dev.gander.testkit.store.InMemoryTokenCaches;
import dev.gander.testkit.store.InMemoryToolPermissions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Every use case on in-memory adapters, with one provider `scripted` and an engine that a test
/// plays.
final class Backend implements AutoCloseable {
  final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  final InMemorySettings settings = new InMemorySettings();
  final InMemorySettingsFile settingsFile = new InMemorySettingsFile();
  final InMemoryPromptTemplates prompts = new InMemoryPromptTemplates();
  final InMemorySourceFiles sources = new InMemorySourceFiles();
  final InMemoryDiagnosticFiles files = new InMemoryDiagnosticFiles();
  final InMemorySecretStore secrets = new InMemorySecretStore();
  final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  final InMemoryConversationStore conversations =
      new InMemoryConversationStore(sessions, new FixedIds());
  final InMemoryToolPermissions permissions = new InMemoryToolPermissions();
  final InMemorySharedTexts texts = new InMemorySharedTexts();
  final ScriptedExtensionConnector connector = new ScriptedExtensionConnector();
  final PendingConfirmations confirmations = new PendingConfirmations();
  final PendingElicitations elicitations = new PendingElicitations();
  final ActiveModel active = new ActiveModel(settings);
  final LiveAgents agents;

  /// Plays turns; nothing happens in them until a test says what. What a turn does.
  interface Script {
    void run(TurnEngine.Start start) throws InterruptedException;
  }

  volatile Script engine = _ -> {};

  /// Runs the turns of the bus.
  volatile Executor turns = turn -> Thread.ofVirtual().start(turn);

  final InMemoryCustomProviders custom = new InMemoryCustomProviders();
  final InMemorySignUps signUps =
      new InMemorySignUps(
          new SignUp("nano-gpt", "NanoGPT", "m", "NANOGPT_API_KEY"),
          new SignUp("openrouter", "OpenRouter", "m", "OPENROUTER_API_KEY"),
          new SignUp("tetrate", "Tetrate", "m", "TETRATE_API_KEY"));
  static final TokenCache TOKENS = new TokenCache("kimicode/token.json");
  final InMemoryTokenCaches tokens = new InMemoryTokenCaches();
  final InMemoryModelCatalog catalog = new InMemoryModelCatalog();
  final InMemoryServiceCatalog services = new InMemoryServiceCatalog();
  private final ProviderRegistry registry;
  private final SessionModels models;
  private final ProviderSetup setup;

  Backend() {
    TypedSettings typed = new TypedSettings(settings);
    var forProviders = new SettingsForProviders(typed, secrets, Map.of(), null);
    registry =
        new ProviderRegistry(
            List.of(
                new OneProvider(new ScriptedProvider()),
                new OpenAiLike(new ScriptedProvider("openai")),
                SignInFactory.of("kimi_code", TOKENS)),
            List::of,
            custom);
    models =
        new SessionModels(
            registry,
            active,
            new ModelResolution(typed, (_, _) -> Optional.empty(), new ScriptedInterpreter()),
            forProviders);
    setup = new ProviderSetup(registry, forProviders, active, clock);
    var starter = new ExtensionStarter(List.of(connector), new ExtensionResolver(secrets));
    agents =
        new LiveAgents(
            new AgentFactory(
                sessions, new DefaultMode(settings), models, starter, Path.of("/"), clock),
            100);
  }

  /// Chooses the scripted provider, so that sessions can be resumed.
  Backend withModel() {
    active.activate("scripted", "small");
    return this;
  }

  UseCases useCases() {
    var configured = new ListConfiguredExtensions(settings);
    var restart = new RestartAgent(sessions, models, agents);
    var replies =
        new ReplyToMessage(
            agents,
            sessions,
            conversations,
            elicitations,
            new AgentCommands(sources, clock),
            new TurnEngine() {
              @Override
              public void run(TurnEngine.Start start) throws InterruptedException {
                engine.run(start);
              }

              @Override
              public void compact(TurnEngine.Start start) {
                throw new UnsupportedOperationException("no test sums up");
              }
            },
            clock);
    var events = new SessionEvents(sessions, replies, turn -> turns.execute(turn), clock);
    return new UseCases(
        new UseCases.Agents(
            new StartAgent(sessions, new DefaultMode(settings), configured, agents),
            new ResumeAgent(sessions, conversations, models, agents),
            restart,
            new StopAgent(agents),
            new UpdateProvider(sessions, conversations, models, setup, agents),
            new UpdateSession(sessions, agents),
            new UpdateWorkingDir(sessions, models, restart, Path.of("/")),
            new UpdateFromSession(sessions, agents),
            new SetContainer(sessions, agents),
            new ListTools(agents, permissions),
            new CallTool(agents),
            new ReadResource(sessions, agents),
            new AddExtension(sessions, agents),
            new RemoveExtension(sessions, agents)),
        new UseCases.Replies(replies, events, new ConfirmToolCall(confirmations)),
        new UseCases.Sessions(
            new ListSessions(sessions),
            new SearchSessions(new InMemorySessionSearch(sessions)),
            new GetInsights(new InMemorySessionSearch(sessions)),
            new GetSession(sessions, conversations),
            new ForkSession(sessions, conversations, agents),
            new ExportSession(sessions, conversations),
            importSession(),
            new DeleteSession(sessions, agents),
            new RenameSession(sessions),
            new SessionExtensions(sessions, configured),
            new UpdateRecipeValues(sessions, agents),
            new SampleMessage(agents),
            events),
        new UseCases.Sharing(
            new ShareSession(new ExportSession(sessions, conversations), settings, texts),
            new ImportSharedSession(texts, importSession()),
            new GetSession(sessions, conversations)),
        new UseCases.Config(
            new ReadAllSettings(settings, active),
            new ReadSetting(settings, secrets, active, JsonText::write),
            new UpsertSetting(settings, secrets, active),
            new RemoveSetting(settings, secrets, active),
            settingsFile,
            configured,
            new ConfigureExtension(settings),
            new EditPrompts(prompts),
            new ListSlashCommands(settings, sources, Path.of("/work")),
            new SetToolPermissions(permissions)),
        providers(),
        status(configured));
  }

  private UseCases.Providers providers() {
    return new UseCases.Providers(
        new ListProviders(registry, setup, active),
        new ListModels(setup, catalog, new TypedSettings(settings)),
        new DescribeModel(setup, models.resolution()),
        new CheckProvider(models),
        new SetProvider(models, active),
        new DetectProvider(registry, List.of("openai"), setup.settings()),
        new CleanUpProvider(registry, tokens),
        new SignInToProvider(models, tokens, secrets, active),
        new SignUpForProvider(signUps, secrets, active),
        new CatalogWithOwnLimits(catalog, registry),
        new BrowseServices(services, registry),
        new CustomProviderEditing(custom, registry, secrets),
        new ProviderSecrets(registry, secrets, tokens, active, clock),
        settings);
  }

  private ImportSession importSession() {
    return new ImportSession(sessions, new JsonTexts(), List.of(), Path.of("/"), clock);
  }

  private UseCases.Status status(ListConfiguredExtensions configured) {
    var system =
        new SystemInfo(
            "1.2.3", new SystemInfo.OperatingSystem("linux", "6.1", "x86_64"), active, configured);
    return new UseCases.Status(
        system,
        new Diagnostics(
            new GetSession(sessions, conversations),
            system,
            files,
            prompts,
            secrets,
            new KnownSecrets(),
            clock));
  }

  private record OneProvider(Provider provider) implements ProviderFactory {
    @Override
    public ProviderMetadata metadata() {
      return new ProviderMetadata(
          provider.name(), "Scripted", "", "small", null, List.of(), "", List.of());
    }

    @Override
    public Provider create(ProviderSettings settings) {
      return provider;
    }
  }

  @Override
  public void close() {
    agents.close();
  }

  /// Speaks for declared providers; needs a key.
  private record OpenAiLike(Provider provider) implements ProviderEngine {
    @Override
    public ProviderMetadata metadata() {
      return new ProviderMetadata(
          "openai",
          "OpenAI",
          "d",
          "m",
          null,
          List.of(),
          "https://docs",
          List.of(ProviderMetadata.ConfigKey.secret("OPENAI_API_KEY")));
    }

    @Override
    public Provider create(ProviderSettings settings) {
      return provider;
    }

    @Override
    public Provider create(ProviderDeclaration declaration, ProviderSettings settings) {
      return provider;
    }
  }
}
