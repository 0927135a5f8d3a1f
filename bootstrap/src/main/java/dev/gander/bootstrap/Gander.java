package dev.gander.bootstrap;

import dev.gander.adapters.http.GanderHttpServer;
import dev.gander.adapters.http.HttpOptions;
import dev.gander.adapters.http.UseCases;
import dev.gander.adapters.llm.tokens.O200kTokenCounter;
import dev.gander.adapters.mcp.StdioExtensionConnector;
import dev.gander.adapters.mcp.StreamableHttpConnector;
import dev.gander.adapters.mcp.developer.DeveloperConnector;
import dev.gander.adapters.mcp.schema.NetworkntSchemas;
import dev.gander.adapters.persistence.diagnostics.PathDiagnosticFiles;
import dev.gander.adapters.persistence.hints.FileHints;
import dev.gander.adapters.persistence.keyring.KeyringSecretStore;
import dev.gander.adapters.persistence.keyring.SecretServiceKeyring;
import dev.gander.adapters.persistence.prompts.FilePromptTemplates;
import dev.gander.adapters.persistence.results.TemporaryResultFiles;
import dev.gander.adapters.persistence.sessions.JdbiConversationStore;
import dev.gander.adapters.persistence.sessions.JdbiSessionSearch;
import dev.gander.adapters.persistence.sessions.JdbiSessionStore;
import dev.gander.adapters.persistence.sessions.SessionDatabase;
import dev.gander.adapters.persistence.settings.FileSecretStore;
import dev.gander.adapters.persistence.settings.YamlSettings;
import dev.gander.adapters.persistence.settings.YamlToolPermissions;
import dev.gander.adapters.persistence.sources.FileSources;
import dev.gander.application.agent.AddExtension;
import dev.gander.application.agent.AgentFactory;
import dev.gander.application.agent.CallTool;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.ListTools;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.ReadResource;
import dev.gander.application.agent.RemoveExtension;
import dev.gander.application.agent.RestartAgent;
import dev.gander.application.agent.ResumeAgent;
import dev.gander.application.agent.SampleMessage;
import dev.gander.application.agent.SetContainer;
import dev.gander.application.agent.StartAgent;
import dev.gander.application.agent.StopAgent;
import dev.gander.application.agent.UpdateFromSession;
import dev.gander.application.agent.UpdateProvider;
import dev.gander.application.agent.UpdateRecipeValues;
import dev.gander.application.agent.UpdateSession;
import dev.gander.application.agent.UpdateWorkingDir;
import dev.gander.application.config.ActiveModel;
import dev.gander.application.config.ConfigureExtension;
import dev.gander.application.config.EditPrompts;
import dev.gander.application.config.ListConfiguredExtensions;
import dev.gander.application.config.ListSlashCommands;
import dev.gander.application.config.ReadAllSettings;
import dev.gander.application.config.ReadSetting;
import dev.gander.application.config.RemoveSetting;
import dev.gander.application.config.SetToolPermissions;
import dev.gander.application.config.TypedSettings;
import dev.gander.application.config.UpsertSetting;
import dev.gander.application.engine.EnginePorts;
import dev.gander.application.engine.TurnLoop;
import dev.gander.application.extension.ExtensionStarter;
import dev.gander.application.extension.StateExtensions;
import dev.gander.application.reply.AgentCommands;
import dev.gander.application.reply.ConfirmToolCall;
import dev.gander.application.reply.PendingConfirmations;
import dev.gander.application.reply.PendingElicitations;
import dev.gander.application.reply.ReplyToMessage;
import dev.gander.application.reply.SessionEvents;
import dev.gander.application.session.DeleteSession;
import dev.gander.application.session.ExportSession;
import dev.gander.application.session.ForkSession;
import dev.gander.application.session.GetInsights;
import dev.gander.application.session.GetSession;
import dev.gander.application.session.ImportSession;
import dev.gander.application.session.ImportSharedSession;
import dev.gander.application.session.ListSessions;
import dev.gander.application.session.RenameSession;
import dev.gander.application.session.SearchSessions;
import dev.gander.application.session.SessionExtensions;
import dev.gander.application.session.ShareSession;
import dev.gander.application.status.Diagnostics;
import dev.gander.application.status.SystemInfo;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.GoosedVersion;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionResolver;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.share.SharedTexts;
import dev.gander.domain.source.SourceFiles;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A running Gander, and the one place where its parts are put together. Embed it with [#start].
public final class Gander implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Gander.class.getName());

  /// Extensions may take three seconds to end, the whole program no more.
  private static final Duration EXTENSIONS_END = Duration.ofMillis(1500);

  private static final int DEFAULT_MOST_AGENTS = 100;

  private final Resources resources;
  private final GanderHttpServer server;

  private Gander(Resources resources, GanderHttpServer server) {
    this.resources = resources;
    this.server = server;
  }

  /// Starts a server. Files are opened after that, or when they are first needed.
  ///
  /// @throws IOException if it cannot listen; nothing is left open
  public static Gander start(Environment environment, HttpOptions options) throws IOException {
    return start(environment, options, null);
  }

  /// Starts a server that records what models are asked and answer.
  ///
  /// @param cassette the file for it; null for no recording
  /// @throws StorageException if the file cannot be written, or holds something else
  static Gander start(Environment environment, HttpOptions options, @Nullable Path cassette)
      throws IOException {
    Resources resources = new Resources();
    try {
      Parts parts = new Parts(environment, resources, cassette);
      UseCases use = parts.useCases();
      GanderHttpServer server = resources.keep(GanderHttpServer.start(options, use));
      resources.keep(use.replies().events());
      parts.database.openSoon();
      return new Gander(resources, server);
    } catch (IOException | RuntimeException e) {
      resources.closeAfter(e);
      throw e;
    }
  }

  public URI uri() {
    return server.uri();
  }

  /// Ends event streams and turns, stops extensions, closes the files. Takes a few seconds at most.
  @Override
  public void close() {
    resources.close();
  }

  /// Makes all parts, outermost ports first.
  private static final class Parts {
    private final Environment environment;
    private final Clock clock;
    private final IdSource ids = () -> UUID.randomUUID().toString();
    private final YamlSettings settings;
    private final TypedSettings typedSettings;
    private final SecretStore secrets;
    private final YamlToolPermissions permissions;
    private final SourceFiles sources;
    private final SessionDatabase database;
    private final JdbiSessionStore sessions;
    private final JdbiConversationStore conversations;
    private final SessionSearch search;
    private final ActiveModel activeModel;
    private final ListConfiguredExtensions configuredExtensions;
    private final ProviderParts providers;
    private final DefaultMode defaultMode;
    private final LiveAgents agents;
    private final ExecutorService turns;

    Parts(Environment environment, Resources resources, @Nullable Path cassette) {
      this.environment = environment;
      this.clock = environment.clock();
      GoosePaths paths = environment.paths();
      Map<String, String> variables = environment.variables();

      settings =
          new YamlSettings(
              variables,
              environment.osName(),
              environment.inInstallation("defaults.yaml"),
              paths.configFile());
      typedSettings = new TypedSettings(settings);
      secrets = secretStore(variables, paths.secretsFile());
      permissions = new YamlToolPermissions(paths.permissionsFile());
      sources = new FileSources(paths, variables);

      database = resources.keep(new SessionDatabase(paths.sessionDatabase()));
      sessions =
          new JdbiSessionStore(
              database, paths.state().resolve("gander").resolve("retired_sessions"), ids, clock);
      conversations = new JdbiConversationStore(database, ids, clock);
      search = new JdbiSessionSearch(database, sessions);

      activeModel = new ActiveModel(settings);
      configuredExtensions = new ListConfiguredExtensions(settings);
      defaultMode = new DefaultMode(settings);
      providers = new ProviderParts(environment, typedSettings, secrets, activeModel, cassette);

      agents = resources.keep(new LiveAgents(agentFactory(), mostAgents()), EXTENSIONS_END);
      turns = resources.keep(Executors.newVirtualThreadPerTaskExecutor());
    }

    private SecretStore secretStore(Map<String, String> variables, Path file) {
      return SecretServiceKeyring.find(variables)
          .<SecretStore>map(keyring -> new KeyringSecretStore(variables, keyring, settings, file))
          .orElseGet(() -> new FileSecretStore(variables, file));
    }

    private int mostAgents() {
      return startWith(
          () -> (int) typedSettings.integer("GOOSE_MAX_ACTIVE_AGENTS").orElse(DEFAULT_MOST_AGENTS),
          DEFAULT_MOST_AGENTS);
    }

    /// A setting of the wrong type, or a file that cannot be read, must not keep the server from
    /// starting: it could not be mended through it then.
    private static <T> T startWith(Supplier<T> setting, T otherwise) {
      try {
        return setting.get();
      } catch (InvalidInput | StorageException e) {
        LOG.log(System.Logger.Level.WARNING, "{0}; starting with {1}", e.text(), otherwise);
        return otherwise;
      }
    }

    /// Scripts and clients that count goosed's tools know four of them; the fifth came with 1.39
    /// and is listed for who asks for that version.
    private DeveloperConnector developer() {
      var connector =
          new DeveloperConnector(
              environment.variables(), environment.osName(), environment.temporary());
      String version = startWith(() -> typedSettings.text(GoosedVersion.SETTING).orElse(""), "");
      boolean listsImages =
          GoosedVersion.parse(version).filter(it -> !it.isBefore(1, 39)).isPresent();
      return listsImages ? connector.withImages() : connector;
    }

    private AgentFactory agentFactory() {
      var connectors =
          List.of(
              new StateExtensions(sessions, typedSettings, environment.paths().home()),
              developer(),
              new StdioExtensionConnector(
                  settings, environment.variables(), ProgramVersion.ofGoosed()),
              new StreamableHttpConnector(
                  settings, environment.variables(), ProgramVersion.ofGoosed()));
      return new AgentFactory(
          sessions,
          defaultMode,
          providers.models(),
          new ExtensionStarter(connectors, new ExtensionResolver(secrets)),
          environment.workingDir(),
          clock);
    }

    UseCases useCases() {
      var confirmations = new PendingConfirmations();
      var elicitations = new PendingElicitations();
      var reply =
          new ReplyToMessage(
              agents,
              sessions,
              conversations,
              elicitations,
              new AgentCommands(sources, clock),
              TurnLoop.create(enginePorts(), confirmations, elicitations),
              clock);
      var events = new SessionEvents(sessions, reply, turns, clock);
      return new UseCases(
          agentUseCases(),
          new UseCases.Replies(reply, events, new ConfirmToolCall(confirmations)),
          sessionUseCases(events),
          sharingUseCases(),
          configUseCases(),
          providers.useCases(),
          status());
    }

    private UseCases.Status status() {
      var system =
          new SystemInfo(
              ProgramVersion.current(),
              SystemInfo.OperatingSystem.of(
                  environment.osName(), environment.osRelease(), environment.architecture()),
              activeModel,
              configuredExtensions);
      return new UseCases.Status(
          system,
          new Diagnostics(
              new GetSession(sessions, conversations),
              system,
              new PathDiagnosticFiles(environment.paths()),
              new FilePromptTemplates(environment.paths().prompts()),
              secrets,
              clock));
    }

    private EnginePorts enginePorts() {
      GoosePaths paths = environment.paths();
      return new EnginePorts(
          sessions,
          settings,
          permissions,
          new FilePromptTemplates(paths.prompts()),
          new FileHints(paths, settings),
          providers.catalog(),
          providers.interpreter(),
          new O200kTokenCounter(),
          new NetworkntSchemas(),
          new TemporaryResultFiles(environment.temporary(), clock),
          ids,
          clock,
          turns,
          new JsonTexts(),
          JsonText::write);
    }

    private UseCases.Agents agentUseCases() {
      var restart = new RestartAgent(sessions, providers.models(), agents);
      return new UseCases.Agents(
          new StartAgent(sessions, defaultMode, configuredExtensions, agents),
          new ResumeAgent(sessions, conversations, providers.models(), agents),
          restart,
          new StopAgent(agents),
          new UpdateProvider(sessions, providers.models(), providers.setup(), agents),
          new UpdateSession(sessions, agents),
          new UpdateWorkingDir(sessions, providers.models(), restart, environment.workingDir()),
          new UpdateFromSession(sessions, agents),
          new SetContainer(sessions, agents),
          new ListTools(agents, permissions),
          new CallTool(agents),
          new ReadResource(sessions, agents),
          new AddExtension(sessions, agents),
          new RemoveExtension(sessions, agents));
    }

    private UseCases.Sessions sessionUseCases(SessionEvents events) {
      return new UseCases.Sessions(
          new ListSessions(sessions),
          new SearchSessions(search),
          new GetInsights(search),
          new GetSession(sessions, conversations),
          new ForkSession(sessions, conversations, agents),
          new ExportSession(sessions, conversations),
          importSession(),
          new DeleteSession(sessions, agents),
          new RenameSession(sessions),
          new SessionExtensions(sessions, configuredExtensions),
          new UpdateRecipeValues(sessions, agents),
          new SampleMessage(agents),
          events);
    }

    private UseCases.Sharing sharingUseCases() {
      SharedTexts texts = new OnDemandSharedTexts();
      return new UseCases.Sharing(
          new ShareSession(new ExportSession(sessions, conversations), settings, texts),
          new ImportSharedSession(texts, importSession()),
          new GetSession(sessions, conversations));
    }

    private ImportSession importSession() {
      return new ImportSession(sessions, new JsonTexts(), environment.workingDir(), clock);
    }

    private UseCases.Config configUseCases() {
      GoosePaths paths = environment.paths();
      return new UseCases.Config(
          new ReadAllSettings(settings, activeModel),
          new ReadSetting(settings, secrets, activeModel, JsonText::write),
          new UpsertSetting(settings, secrets, activeModel),
          new RemoveSetting(settings, secrets, activeModel),
          settings.wholeFile(environment.inInstallation("init-config.yaml"), clock),
          configuredExtensions,
          new ConfigureExtension(settings),
          new EditPrompts(new FilePromptTemplates(paths.prompts())),
          new ListSlashCommands(settings, sources, environment.workingDir()),
          new SetToolPermissions(permissions));
    }
  }
}
