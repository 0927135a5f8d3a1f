package dev.gander.bootstrap;

import dev.gander.adapters.http.GanderHttpServer;
import dev.gander.adapters.http.HttpOptions;
import dev.gander.adapters.http.UseCases;
import dev.gander.adapters.llm.catalog.tokens.O200kTokenCounter;
import dev.gander.adapters.mcp.schema.NetworkntSchemas;
import dev.gander.adapters.persistence.diagnostics.PathDiagnosticFiles;
import dev.gander.adapters.persistence.hints.FileHints;
import dev.gander.adapters.persistence.prompts.FilePromptTemplates;
import dev.gander.adapters.persistence.results.TemporaryResultFiles;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.api.config.ConfigureExtension;
import dev.gander.application.api.config.EditPrompts;
import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.api.config.ListSlashCommands;
import dev.gander.application.api.config.ReadAllSettings;
import dev.gander.application.api.config.ReadSetting;
import dev.gander.application.api.config.RemoveSetting;
import dev.gander.application.api.config.SetToolPermissions;
import dev.gander.application.api.config.UpsertSetting;
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
import dev.gander.application.engine.EnginePorts;
import dev.gander.application.engine.TurnLoop;
import dev.gander.application.reply.AgentCommands;
import dev.gander.application.reply.PendingConfirmations;
import dev.gander.application.reply.PendingElicitations;
import dev.gander.application.reply.ReplyToMessage;
import dev.gander.application.reply.SessionEvents;
import dev.gander.application.settings.ActiveModel;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.share.SharedTexts;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A running Gander, and where its parts are put together: what is stored, agents and model
/// services by [Stores], [AgentParts] and [ProviderParts], the rest here. Embed it with [#start].
public final class Gander implements AutoCloseable {
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
      parts.stores.database().openSoon();
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
    private final Stores stores;
    private final ActiveModel activeModel;
    private final ListConfiguredExtensions configuredExtensions;
    private final ProviderParts providers;
    private final AgentParts agentParts;
    private final LiveAgents agents;
    private final ExecutorService turns;

    Parts(Environment environment, Resources resources, @Nullable Path cassette) {
      this.environment = environment;
      this.clock = environment.clock();
      stores = Stores.of(environment, resources, ids);
      activeModel = new ActiveModel(stores.settings());
      configuredExtensions = new ListConfiguredExtensions(stores.settings());
      providers =
          new ProviderParts(
              environment, stores.typedSettings(), stores.secrets(), activeModel, cassette);
      agentParts = new AgentParts(environment, resources, stores, configuredExtensions, providers);
      agents = agentParts.agents();
      turns = resources.keep(Executors.newVirtualThreadPerTaskExecutor());
    }

    UseCases useCases() {
      var confirmations = new PendingConfirmations();
      var elicitations = new PendingElicitations();
      var reply =
          new ReplyToMessage(
              agents,
              stores.sessions(),
              stores.conversations(),
              elicitations,
              new AgentCommands(stores.sources(), clock),
              TurnLoop.create(enginePorts(), confirmations, elicitations),
              clock);
      var events = new SessionEvents(stores.sessions(), reply, turns, clock);
      return new UseCases(
          agentParts.useCases(),
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
              new GetSession(stores.sessions(), stores.conversations()),
              system,
              new PathDiagnosticFiles(environment.paths()),
              new FilePromptTemplates(environment.paths().prompts()),
              stores.secrets(),
              providers.knownSecrets(),
              clock));
    }

    private EnginePorts enginePorts() {
      GoosePaths paths = environment.paths();
      return new EnginePorts(
          stores.sessions(),
          stores.settings(),
          stores.permissions(),
          new FilePromptTemplates(paths.prompts()),
          new FileHints(paths, stores.settings()),
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

    private UseCases.Sessions sessionUseCases(SessionEvents events) {
      return new UseCases.Sessions(
          new ListSessions(stores.sessions()),
          new SearchSessions(stores.search()),
          new GetInsights(stores.search()),
          new GetSession(stores.sessions(), stores.conversations()),
          new ForkSession(stores.sessions(), stores.conversations(), agents),
          new ExportSession(stores.sessions(), stores.conversations()),
          importSession(),
          new DeleteSession(stores.sessions(), agents),
          new RenameSession(stores.sessions()),
          new SessionExtensions(stores.sessions(), configuredExtensions),
          new UpdateRecipeValues(stores.sessions(), agents),
          new SampleMessage(agents),
          events);
    }

    private UseCases.Sharing sharingUseCases() {
      SharedTexts texts = new OnDemandSharedTexts();
      return new UseCases.Sharing(
          new ShareSession(
              new ExportSession(stores.sessions(), stores.conversations()),
              stores.settings(),
              texts),
          new ImportSharedSession(texts, importSession()),
          new GetSession(stores.sessions(), stores.conversations()));
    }

    private ImportSession importSession() {
      return new ImportSession(stores.sessions(), new JsonTexts(), environment.workingDir(), clock);
    }

    private UseCases.Config configUseCases() {
      GoosePaths paths = environment.paths();
      return new UseCases.Config(
          new ReadAllSettings(stores.settings(), activeModel),
          new ReadSetting(stores.settings(), stores.secrets(), activeModel, JsonText::write),
          new UpsertSetting(stores.settings(), stores.secrets(), activeModel),
          new RemoveSetting(stores.settings(), stores.secrets(), activeModel),
          stores.settings().wholeFile(environment.inInstallation("init-config.yaml"), clock),
          configuredExtensions,
          new ConfigureExtension(stores.settings()),
          new EditPrompts(new FilePromptTemplates(paths.prompts())),
          new ListSlashCommands(stores.settings(), stores.sources(), environment.workingDir()),
          new SetToolPermissions(stores.permissions()));
    }
  }
}
