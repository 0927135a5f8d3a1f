package dev.gander.application.agent;

import dev.gander.application.access.Sight;
import dev.gander.application.api.agent.AddExtension;
import dev.gander.application.api.agent.CallTool;
import dev.gander.application.api.agent.ListTools;
import dev.gander.application.api.agent.RemoveExtension;
import dev.gander.application.api.agent.RestartAgent;
import dev.gander.application.api.agent.ResumeAgent;
import dev.gander.application.api.agent.StartAgent;
import dev.gander.application.api.agent.UpdateProvider;
import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.app.AppShelf;
import dev.gander.application.app.AppsConnector;
import dev.gander.application.budget.Purse;
import dev.gander.application.command.AgentCommands;
import dev.gander.application.engine.prompt.RenderedPrompts;
import dev.gander.application.extension.ExtensionStarter;
import dev.gander.application.extension.StateExtensions;
import dev.gander.application.hook.Hooks;
import dev.gander.application.hook.TurnHooks;
import dev.gander.application.inprocess.InProcessEventLog;
import dev.gander.application.inprocess.InProcessQuestionStore;
import dev.gander.application.inprocess.InProcessQuestions;
import dev.gander.application.inprocess.InProcessTurnLeases;
import dev.gander.application.lookup.LookupExtensions;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.ProviderSetup;
import dev.gander.application.model.SessionModels;
import dev.gander.application.model.SettingsForProviders;
import dev.gander.application.policy.PolicyGuard;
import dev.gander.application.recipe.RecipeChoice;
import dev.gander.application.recipe.RecipeKitchen;
import dev.gander.application.reply.KeptQuestions;
import dev.gander.application.reply.QuestionNews;
import dev.gander.application.reply.ReplyToMessage;
import dev.gander.application.reply.TurnEngine;
import dev.gander.application.reply.UserQuestions;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.turn.OtherNodes;
import dev.gander.application.turn.TurnWatch;
import dev.gander.application.turn.Turns;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionResolver;
import dev.gander.domain.json.Json;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.observe.Unobserved;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.session.Session;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.access.InMemoryOwnership;
import dev.gander.testkit.app.InMemoryAppCache;
import dev.gander.testkit.app.InMemoryAppFiles;
import dev.gander.testkit.extension.InMemoryPluginServers;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.observe.RecordingObserver;
import dev.gander.testkit.permission.InMemoryToolPermissions;
import dev.gander.testkit.policy.InMemoryPolicyFile;
import dev.gander.testkit.policy.InMemoryRealPaths;
import dev.gander.testkit.provider.InMemoryModelCatalog;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.ScriptedProvider;
import dev.gander.testkit.store.InMemoryConversationStore;
import dev.gander.testkit.store.InMemoryPromptTemplates;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySessionSearch;
import dev.gander.testkit.store.InMemorySessionStore;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.store.InMemorySourceFiles;
import dev.gander.testkit.tool.ScriptedHookCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// All use cases on in-memory adapters. There are two providers: `scripted`, which is ready, and
/// `locked`, which needs the secret `LOCKED_KEY`.
@SuppressWarnings("exports") // the testkit is on the path of tests only
public final class Workbench implements AutoCloseable {
  public final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  public final RecordingObserver observer = new RecordingObserver();
  public final InMemorySettings settings;
  public final RecipeKitchen kitchen = new RecipeKitchen();
  public final InMemorySourceFiles sources = new InMemorySourceFiles();
  public final InMemorySecretStore secrets = new InMemorySecretStore();
  public final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  public final InMemoryConversationStore conversations;
  public final InMemoryToolPermissions permissions = new InMemoryToolPermissions();
  public final ScriptedProvider provider = new ScriptedProvider();

  /// Runs before a provider is created.
  public volatile Runnable beforeProvider = () -> {};

  public final ScriptedExtensionConnector connector = new ScriptedExtensionConnector();
  public final InMemoryAppFiles appFiles = new InMemoryAppFiles();
  public final AppShelf shelf = new AppShelf(new InMemoryAppCache(), JsonText::parse);
  public final ActiveModel active;
  public final SessionModels models;
  public final ListConfiguredExtensions configured;
  public final InMemoryPluginServers plugins = new InMemoryPluginServers();
  public final LiveAgents agents;
  public final InProcessTurnLeases leases = new InProcessTurnLeases();
  public final TurnWatch watch =
      new TurnWatch(() -> Duration.ofMinutes(5), Thread::startVirtualThread);
  public final Turns turns;
  public final StartAgent start;
  public final ResumeAgent resume;
  public final RestartAgent restart;
  public final UpdateProvider updateProvider;
  public final AddExtension add;
  public final RemoveExtension remove;
  public final InMemoryPolicyFile policy = new InMemoryPolicyFile();
  public final CallTool callTool;
  public final ListTools listTools;

  public Workbench() {
    this(Map.of(), 100);
  }

  /// @param environment variables that win over the settings
  public Workbench(Map<String, Json> environment, int capacity) {
    settings = new InMemorySettings(environment);
    conversations = new InMemoryConversationStore(sessions, new dev.gander.testkit.FixedIds());
    active = new ActiveModel(settings);
    configured = new ListConfiguredExtensions(settings);
    TypedSettings typed = new TypedSettings(settings);
    var providerSettings = new SettingsForProviders(typed, secrets, Map.of(), null);
    var registry = new ProviderRegistry(List.of(factory("scripted", List.of()), locked()));
    models =
        new SessionModels(
            registry,
            active,
            new ModelResolution(typed, catalog(), new ScriptedInterpreter()),
            providerSettings);
    KnownSecrets known = new KnownSecrets();
    var starter =
        new ExtensionStarter(
            List.of(
                connector,
                new StateExtensions(sessions, typed, Path.of("/home/me")),
                new AppsConnector(
                    appFiles, shelf, new RenderedPrompts(new InMemoryPromptTemplates())),
                new LookupExtensions(
                    sources, sessions, conversations, new InMemorySessionSearch(sessions))),
            new ExtensionResolver(secrets, known),
            known);
    Sight sight = new Sight(new InMemoryOwnership());
    agents =
        new LiveAgents(
            new AgentFactory(
                sessions, new DefaultMode(settings), models, starter, Path.of("/srv"), clock),
            sight,
            capacity);
    turns =
        new Turns(
            sessions,
            conversations,
            leases,
            OtherNodes.NONE,
            new InProcessEventLog(clock),
            new ReplyToMessage(
                agents,
                AgentCatchUp.NONE,
                sessions,
                conversations,
                new UserQuestions(
                    new InProcessQuestions(),
                    new KeptQuestions(
                        new InProcessQuestionStore(), new QuestionNews(), new FixedIds(), clock)),
                new AgentCommands(sources, kitchen.command(settings, clock), clock),
                new TurnHooks(
                    new Hooks(
                        List::of, new ScriptedHookCommands(), JsonText::parse, JsonText::write)),
                new NoEngine(),
                new Purse(sessions, settings, catalog(), clock).budgets,
                clock),
            watch,
            task -> Thread.ofVirtual().start(task),
            sight,
            Unobserved.INSTANCE);
    start =
        new StartAgent(
            sessions,
            new DefaultMode(settings),
            new DefaultExtensions(settings, plugins),
            agents,
            new RecipeChoice(kitchen.check(), kitchen.library(), JsonText::parse));
    resume = new ResumeAgent(sessions, conversations, models, agents, turns);
    restart = new RestartAgent(sessions, models, kitchen.ofSessions(), turns, agents);
    updateProvider =
        new UpdateProvider(
            sessions,
            conversations,
            models,
            new ProviderSetup(registry, providerSettings, active, clock),
            agents);
    ExtensionChanges changes = new ExtensionChanges(sessions, agents, OtherAgents.NONE);
    add = new AddExtension(changes);
    remove = new RemoveExtension(changes);
    callTool =
        new CallTool(
            agents,
            new PolicyGuard(policy, new InMemoryRealPaths(), Path.of("/home/u")),
            observer,
            JsonText::write);
    listTools = new ListTools(agents, permissions);
  }

  /// A new session with these extensions.
  public Session session(ExtensionConfig... extensions) {
    return start.start(new StartAgent.Request("/work", null, null, null, List.of(extensions)));
  }

  /// Makes `scripted` and `small` the active provider and model.
  public Workbench withModel() {
    active.activate("scripted", "small");
    return this;
  }

  private static ModelCatalog catalog() {
    return new InMemoryModelCatalog()
        .know("known", new ModelCatalog.Facts(9_000, 700, true, null, null, null, null))
        .knowSigner("bard")
        .knowSigner("poet");
  }

  private ProviderFactory locked() {
    return factory("locked", List.of(ConfigKey.secret("LOCKED_KEY")));
  }

  private ProviderFactory factory(String name, List<ConfigKey> keys) {
    var metadata = new ProviderMetadata(name, name, "", "small", "tiny", List.of(), "", keys);
    return new ProviderFactory() {
      @Override
      public ProviderMetadata metadata() {
        return metadata;
      }

      @Override
      public Provider create(ProviderSettings found) {
        beforeProvider.run();
        for (ConfigKey key : keys) {
          if (found.secret(key.name()).isEmpty()) {
            throw new ProviderException.Authentication(key.name() + " is not set");
          }
        }
        return provider;
      }
    };
  }

  /// No model answers here.
  private static final class NoEngine implements TurnEngine {
    @Override
    public void goOn(Start start, List<OpenCalls> open) {}

    @Override
    public void run(Start start) {
      throw new UnsupportedOperationException("no model answers here");
    }

    @Override
    public void compact(Start start) {
      throw new UnsupportedOperationException("no model sums up here");
    }
  }

  @Override
  public void close() {
    turns.close();
    agents.close();
  }
}
