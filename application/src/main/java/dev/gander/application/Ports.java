package dev.gander.application;

import dev.gander.application.agent.OtherAgents;
import dev.gander.application.api.status.SystemInfo.OperatingSystem;
import dev.gander.application.inprocess.InProcessEventLog;
import dev.gander.application.inprocess.InProcessQuestionStore;
import dev.gander.application.inprocess.InProcessQuestions;
import dev.gander.application.inprocess.InProcessTurnLeases;
import dev.gander.application.inprocess.NoJournal;
import dev.gander.application.naming.NoticedSessions;
import dev.gander.application.naming.SessionNames;
import dev.gander.application.news.News;
import dev.gander.application.news.NoticedConversations;
import dev.gander.application.turn.JournalSettings;
import dev.gander.application.turn.OtherNodes;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.AuditLog;
import dev.gander.domain.access.Ownership;
import dev.gander.domain.app.AppCache;
import dev.gander.domain.app.AppFiles;
import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.SpendingLedger;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.DiagnosticFiles;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.config.Settings;
import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.download.FileDownloads;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.PluginServers;
import dev.gander.domain.hook.HookCommands;
import dev.gander.domain.hook.HookFiles;
import dev.gander.domain.imports.ForeignSettings;
import dev.gander.domain.imports.ImportFormat;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.keeping.Backups;
import dev.gander.domain.keeping.Housekeeping;
import dev.gander.domain.keeping.SessionPins;
import dev.gander.domain.localmodel.FeaturedModel;
import dev.gander.domain.localmodel.LocalEngines;
import dev.gander.domain.localmodel.LocalModelRegistry;
import dev.gander.domain.localmodel.ModelHub;
import dev.gander.domain.message.TokenCounter;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.observe.LogLevels;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.Vitals;
import dev.gander.domain.permission.AdversaryFile;
import dev.gander.domain.permission.ToolPermissions;
import dev.gander.domain.permission.ToolPins;
import dev.gander.domain.policy.PolicyFile;
import dev.gander.domain.policy.RealPaths;
import dev.gander.domain.prompt.HintFiles;
import dev.gander.domain.prompt.PromptTemplates;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import dev.gander.domain.provider.ToolCallInterpreter;
import dev.gander.domain.provider.declared.BundledProvider;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.provider.declared.ServiceCatalog;
import dev.gander.domain.provider.signin.SignUps;
import dev.gander.domain.provider.signin.TokenCaches;
import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.domain.recipe.ShellCommands;
import dev.gander.domain.run.RunStore;
import dev.gander.domain.schedule.FireLedger;
import dev.gander.domain.schedule.JobTimerFactory;
import dev.gander.domain.schedule.RunHistory;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.share.SharedTexts;
import dev.gander.domain.source.SkillFolders;
import dev.gander.domain.source.SourceDocuments;
import dev.gander.domain.source.SourceFiles;
import dev.gander.domain.speech.SpeechModels;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.tool.JsonSchemas;
import dev.gander.domain.tool.ResultFiles;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelLock;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.PendingQuestions;
import dev.gander.domain.turn.QuestionStore;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnLeases;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.WebhookSender;
import dev.gander.domain.webhook.WebhookStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The external dependencies of the application.
public record Ports(
    Sessions sessions,
    Files files,
    Models models,
    Tools tools,
    Coordination coordination,
    Schedules schedules,
    Budgets budgets,
    Automation automation,
    Keeping keeping,
    Tunnels tunnels,
    Speech speech,
    LocalModels localModels,
    Access access,
    Operating operating,
    Machine machine) {

  /// Where sessions are stored, and how they are imported and shared.
  ///
  /// @param formats of other agents' transcripts
  public record Sessions(
      SessionStore sessions,
      ConversationStore conversations,
      SessionSearch search,
      SharedTexts shared,
      List<ImportFormat> formats) {
    public Sessions {
      formats = List.copyOf(formats);
    }

    /// The same, with changes noticed.
    Sessions noticed(SessionNames names, News news) {
      return new Sessions(
          new NoticedSessions(sessions, names, news),
          new NoticedConversations(conversations, news),
          search,
          shared,
          formats);
    }
  }

  /// The user's other files.
  public record Files(
      Settings settings,
      SettingsFile settingsFile,
      SecretStore secrets,
      ToolPermissions permissions,
      ToolPins pins,
      AdversaryFile adversary,
      PromptTemplates prompts,
      HintFiles hints,
      SourceFiles sources,
      SkillFolders skills,
      SourceDocuments written,
      HookFiles hooks,
      PluginServers plugins,
      RecipeFiles recipes,
      RecipeDocuments documents,
      ResultFiles results,
      DiagnosticFiles diagnostics,
      AppFiles apps,
      AppCache appCache,
      ForeignSettings foreign) {}

  /// Model services.
  ///
  /// @param factories of the providers with their own code
  /// @param askedAboutKeys the names of the providers that are asked whether they accept a key, the
  ///   most likely first
  /// @param table the providers that come as data; read when first needed
  /// @param maker creates the providers that will be called: a place to intercept calls
  /// @param knownSecrets records each secret that is passed to a provider
  public record Models(
      List<ProviderFactory> factories,
      Supplier<List<BundledProvider>> table,
      List<String> askedAboutKeys,
      CustomProviders custom,
      ModelCatalog catalog,
      ServiceCatalog services,
      TokenCaches tokens,
      TokenCounter counter,
      RequestSigner signer,
      Function<ProviderSettings, SignUps> signUps,
      Function<ProviderSettings, ToolCallInterpreter> interpreter,
      BiFunction<ProviderFactory, ProviderSettings, Provider> maker,
      KnownSecrets knownSecrets) {
    public Models {
      factories = List.copyOf(factories);
      askedAboutKeys = List.copyOf(askedAboutKeys);
    }
  }

  /// Extensions and what their tools need.
  ///
  /// @param connectors tried in this order, after the application's own
  /// @param policy the rules that hold for all calls
  public record Tools(
      List<ExtensionConnector> connectors,
      JsonSchemas schemas,
      ShellCommands shell,
      HookCommands hooks,
      PolicyFile policy,
      RealPaths paths) {
    public Tools {
      connectors = List.copyOf(connectors);
    }
  }

  /// State that must be shared between servers with a common store.
  ///
  /// @param events makes the log of events on a journal
  /// @param journals makes a journal that outlives the process
  /// @param keptQuestions those that outlive the process, if the user wants that
  public record Coordination(
      TurnLeases leases,
      OtherNodes others,
      OtherAgents otherAgents,
      Function<EventJournal, SessionEventLog> events,
      PendingQuestions questions,
      Function<EventJournal.Limits, EventJournal> journals,
      QuestionStore keptQuestions) {

    /// For a server that does not share its store. It has no journal.
    public static Coordination ofOneProcess(Clock clock) {
      return new Coordination(
          new InProcessTurnLeases(),
          OtherNodes.NONE,
          OtherAgents.NONE,
          journal -> new InProcessEventLog(journal, clock),
          new InProcessQuestions(),
          _ -> new NoJournal(),
          new InProcessQuestionStore());
    }

    /// For one of several nodes, which share leases, events, questions and commands.
    public Coordination among(NodeTurns node) {
      return new Coordination(
          node.leases(),
          node.others(),
          node.agents(),
          _ -> node.events(),
          node.questions(),
          journals,
          keptQuestions);
    }

    /// The same with events and questions that outlive the process.
    public Coordination lasting(
        Function<EventJournal.Limits, EventJournal> lastingJournals,
        QuestionStore lastingQuestions) {
      return new Coordination(
          leases, others, otherAgents, events, questions, lastingJournals, lastingQuestions);
    }

    /// The log of events, with a journal if the user wants one.
    SessionEventLog eventLog(JournalSettings settings) {
      return events.apply(
          settings.isWanted() ? journals.apply(settings.limits()) : new NoJournal());
    }
  }

  /// Jobs that run by the clock.
  ///
  /// @param timers started with the first job
  public record Schedules(
      ScheduleStore store, FireLedger ledger, RunHistory history, JobTimerFactory timers) {}

  /// What was used, and what single sessions may use.
  public record Budgets(SpendingLedger ledger, SessionLimits limits) {}

  /// Work that programs hand over.
  ///
  /// @param random makes secrets
  public record Automation(
      RunStore runs,
      WebhookStore webhooks,
      DeliveryQueue deliveries,
      WebhookSender sender,
      RandomGenerator random) {}

  /// What is kept, and for how long.
  public record Keeping(Backups backups, SessionPins pins, Housekeeping files) {}

  /// Ways to this server from elsewhere.
  ///
  /// @param random makes secrets
  public record Tunnels(TunnelLock lock, TunnelLinks links, RandomGenerator random) {}

  /// Keys, what belongs to them, and the record of what they were used for.
  ///
  /// @param random makes secrets
  public record Access(
      AccessKeys keys, Ownership ownership, AuditLog audit, RandomGenerator random) {}

  /// What operators look at.
  public record Operating(Vitals vitals, LogLevels levels, Observer observer, ClusterNodes nodes) {}

  /// Those who listen to speech.
  ///
  /// @param transcribers in the order in which clients see them
  /// @param models of this machine
  public record Speech(
      Function<ProviderSettings, List<Transcriber>> transcribers, SpeechModels models) {}

  /// Models that run on this machine.
  ///
  /// @param featured offered to everybody
  /// @param freeMemory in bytes, as it is now
  /// @param chatTemplates that the engine knows by name
  public record LocalModels(
      FileDownloads downloads,
      ModelHub hub,
      LocalModelRegistry registry,
      LocalEngines engines,
      List<FeaturedModel> featured,
      LongSupplier freeMemory,
      Supplier<List<String>> chatTemplates) {
    public LocalModels {
      featured = List.copyOf(featured);
    }
  }

  /// The machine, and this program on it.
  ///
  /// @param variables the environment of the process
  /// @param children the environment of the processes that it starts
  /// @param home the meaning of `~`
  /// @param workingDir for sessions without a folder, and the base of relative paths
  /// @param state the folder for files that are passed to programs
  /// @param requestLogs the folder for logs of requests to models
  /// @param version of this program
  /// @param clock with the user's time zone
  /// @param writer writes a value as text on one line
  public record Machine(
      Map<String, String> variables,
      ChildEnvironment children,
      Path home,
      Path workingDir,
      Path state,
      Path requestLogs,
      OperatingSystem os,
      String version,
      IdSource ids,
      Clock clock,
      JsonReader reader,
      Function<Json, String> writer) {
    public Machine {
      variables = Map.copyOf(variables);
    }
  }
}
