package dev.gander.bootstrap;

import dev.gander.adapters.llm.catalog.BundledModelCatalog;
import dev.gander.adapters.llm.catalog.BundledServiceCatalog;
import dev.gander.adapters.llm.catalog.FeaturedLocalModels;
import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.tokens.O200kTokenCounter;
import dev.gander.adapters.llm.rehearsal.cassette.CassetteFile;
import dev.gander.adapters.llm.rehearsal.cassette.Recording;
import dev.gander.adapters.llm.services.ollama.OllamaInterpreter;
import dev.gander.adapters.llm.services.speech.SpeechServices;
import dev.gander.adapters.llm.signin.signup.BrowserSignUps;
import dev.gander.adapters.mcp.LoginMeans;
import dev.gander.adapters.mcp.StdioExtensionConnector;
import dev.gander.adapters.mcp.StreamableHttpConnector;
import dev.gander.adapters.mcp.analyze.AnalysisProgram;
import dev.gander.adapters.mcp.analyze.AnalyzeConnector;
import dev.gander.adapters.mcp.developer.DeveloperConnector;
import dev.gander.adapters.mcp.developer.QuietCommands;
import dev.gander.adapters.mcp.developer.ShellHookCommands;
import dev.gander.adapters.mcp.schema.NetworkntSchemas;
import dev.gander.adapters.mcp.summarize.SummarizeConnector;
import dev.gander.adapters.persistence.access.FileAuditLog;
import dev.gander.adapters.persistence.apps.FileAppCache;
import dev.gander.adapters.persistence.apps.FileAppFiles;
import dev.gander.adapters.persistence.diagnostics.PathDiagnosticFiles;
import dev.gander.adapters.persistence.hints.FileHints;
import dev.gander.adapters.persistence.imports.ClaudeDesktopSettings;
import dev.gander.adapters.persistence.imports.TranscriptFormat;
import dev.gander.adapters.persistence.journal.FileEventJournal;
import dev.gander.adapters.persistence.localmodels.FileModelRegistry;
import dev.gander.adapters.persistence.localmodels.PassingLock;
import dev.gander.adapters.persistence.policy.FileRealPaths;
import dev.gander.adapters.persistence.policy.YamlPolicyFile;
import dev.gander.adapters.persistence.prompts.FilePromptTemplates;
import dev.gander.adapters.persistence.providers.FileCustomProviders;
import dev.gander.adapters.persistence.providers.FileTokenCaches;
import dev.gander.adapters.persistence.results.TemporaryResultFiles;
import dev.gander.adapters.persistence.schedules.FileFireLedger;
import dev.gander.adapters.persistence.schedules.FileRunHistory;
import dev.gander.adapters.persistence.schedules.FileScheduleStore;
import dev.gander.adapters.persistence.settings.FileToolPins;
import dev.gander.adapters.persistence.settings.PathAdversaryFile;
import dev.gander.adapters.persistence.settings.StoredExtensionCredentials;
import dev.gander.adapters.persistence.settings.YamlSettings;
import dev.gander.adapters.persistence.settings.YamlTree;
import dev.gander.adapters.persistence.sources.FileDocuments;
import dev.gander.adapters.persistence.sources.FileRecipes;
import dev.gander.adapters.persistence.sources.FileSkills;
import dev.gander.adapters.persistence.sources.YamlRecipeDocuments;
import dev.gander.adapters.persistence.tunnel.FileTunnelLock;
import dev.gander.adapters.persistence.upkeep.FileHousekeeping;
import dev.gander.adapters.persistence.upkeep.MachineVitals;
import dev.gander.adapters.speech.LocalTranscriber;
import dev.gander.adapters.speech.engine.EngineProgram;
import dev.gander.adapters.speech.engine.SpeechEngine;
import dev.gander.adapters.speech.model.FileSpeechModels;
import dev.gander.adapters.speech.model.Processor;
import dev.gander.adapters.speech.sound.SoundFiles;
import dev.gander.adapters.webhooks.DirectSender;
import dev.gander.application.NodeTurns;
import dev.gander.application.Ports;
import dev.gander.application.api.status.SystemInfo.OperatingSystem;
import dev.gander.bootstrap.cluster.ClusterChoice;
import dev.gander.bootstrap.cluster.ClusterParts;
import dev.gander.bootstrap.cluster.NodeChoice;
import dev.gander.bootstrap.cluster.SharedTimers;
import dev.gander.bootstrap.logs.JulLevels;
import dev.gander.bootstrap.logs.LogSettings;
import dev.gander.bootstrap.ondemand.LocalProviderFactory;
import dev.gander.bootstrap.ondemand.OnDemandBundledServers;
import dev.gander.bootstrap.ondemand.OnDemandDocumentTools;
import dev.gander.bootstrap.ondemand.OnDemandJobTimers;
import dev.gander.bootstrap.ondemand.OnDemandLocalModels;
import dev.gander.bootstrap.ondemand.OnDemandRequestSigner;
import dev.gander.bootstrap.ondemand.OnDemandSharedTexts;
import dev.gander.bootstrap.ondemand.OnDemandTunnelLinks;
import dev.gander.bootstrap.ondemand.ProgramJars;
import dev.gander.bootstrap.plugins.InstalledProviders;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.OnlyNode;
import dev.gander.domain.cluster.SharedSchedules;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.GoosedVersion;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.OwnState;
import dev.gander.domain.config.Settings;
import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.BundledServers;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.localmodel.LocalModelsFactory;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.provider.declared.ProviderKeys;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.speech.Transcriber;
import dev.gander.domain.turn.EventJournal;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.oauth.DesktopBrowser;
import dev.gander.process.ChildRecords;
import dev.gander.process.ProcessIdentity;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// This machine's adapters for all ports of the application.
final class ApplicationPorts {
  private static final System.Logger LOG = System.getLogger(ApplicationPorts.class.getName());

  private final Environment environment;
  private final Observer observer;
  private final IdSource ids;
  private final Stores stores;
  private final InstalledProviders providers;
  private final CustomProviders custom;
  private final ChildEnvironment children;
  private final KnownSecrets knownSecrets;
  private final @Nullable Path cassette;
  private final Resources resources;
  private final OnDemandLocalModels localModels;
  private final HandedIn handedIn;

  /// @param resources gets what has to be closed
  /// @param cassette where to record model calls; null for nowhere
  /// @param knownSecrets gets whatever must not be shown
  /// @param handedIn by the embedding program
  ApplicationPorts(
      Environment environment,
      Resources resources,
      IdSource ids,
      Stores stores,
      @Nullable Path cassette,
      KnownSecrets knownSecrets,
      HandedIn handedIn,
      Observer observer) {
    this.environment = environment;
    this.observer = observer;
    this.resources = resources;
    this.ids = ids;
    this.stores = stores;
    this.cassette = cassette;
    this.knownSecrets = knownSecrets;
    this.handedIn = handedIn;
    localModels = resources.keep(new OnDemandLocalModels(this::localSurroundings));
    providers = installedProviders();
    custom = customProviders();
    children =
        ChildEnvironment.of(
            environment.variables(),
            stores.settings(),
            new ProviderKeys(providers.factories(), ProviderTable::rows, custom::all));
  }

  private CustomProviders customProviders() {
    ClusterParts cluster = stores.cluster();
    return cluster == null
        ? new FileCustomProviders(environment.paths().customProviders(), providers.engines())
        : cluster.providers(providers.engines());
  }

  Ports ports() {
    return handedIn.ports().apply(ofThisMachine());
  }

  private Ports ofThisMachine() {
    DeveloperConnector developer = developer();
    return new Ports(
        new Ports.Sessions(
            stores.sessions(),
            stores.conversations(),
            stores.search(),
            new OnDemandSharedTexts(stores.settings()),
            TranscriptFormat.all()),
        files(),
        models(),
        new Ports.Tools(
            connectors(developer),
            new NetworkntSchemas(),
            new QuietCommands(children, childRecords(), environment.osName()),
            new ShellHookCommands(children, childRecords(), environment.osName()),
            new YamlPolicyFile(environment.paths().policyFile(), environment.shellSyntax()),
            new FileRealPaths()),
        coordination(),
        schedules(),
        new Ports.Budgets(stores.ours().spending(), stores.ours().limits()),
        automation(),
        keeping(),
        tunnels(),
        speech(),
        localModels(),
        access(),
        new Ports.Operating(
            new MachineVitals(stores::look, stores.own(), environment.paths().data()),
            new JulLevels(LogSettings.of(environment.variables()).levels().keySet()),
            observer,
            nodes()),
        machine());
  }

  private List<ExtensionConnector> connectors(DeveloperConnector developer) {
    List<ExtensionConnector> all = new ArrayList<>(handedIn.connectors());
    all.add(developer);
    all.add(bundled(developer));
    all.add(new SummarizeConnector());
    all.add(analyze());
    all.add(
        new StdioExtensionConnector(
            stores.settings(),
            children,
            childRecords(),
            ProgramVersion.ofGoosed(),
            YamlTree::parse));
    all.add(
        new StreamableHttpConnector(
            stores.settings(), environment.variables(), ProgramVersion.ofGoosed(), logins()));
    return all;
  }

  private Ports.Coordination coordination() {
    Ports.Coordination own =
        Ports.Coordination.ofOneProcess(environment.clock())
            .lasting(this::journal, stores.ours().questions());
    ClusterParts cluster = stores.cluster();
    return cluster == null
        ? own
        : own.among(
            resources.keep(
                NodeTurns.of(
                    cluster.stores(),
                    ClusterChoice.lease(environment.variables()),
                    ClusterChoice.eventsKept(environment.variables()),
                    cluster.here(description()),
                    environment.clock())));
  }

  private FileEventJournal journal(EventJournal.Limits limits) {
    return resources.keep(
        new FileEventJournal(
            environment.paths().data().resolve("gander/events"),
            ProcessIdentity.current().text(),
            ApplicationPorts::isRunning,
            environment.clock(),
            limits));
  }

  private LoginMeans logins() {
    return new LoginMeans(
        new StoredExtensionCredentials(
            stores.secrets(),
            stores.settings(),
            environment.paths().data().resolve("gander/logins")),
        new DesktopBrowser(() -> children.with(Map.of()), environment.osName()),
        knownSecrets,
        environment.clock());
  }

  private Ports.Schedules schedules() {
    Path data = environment.paths().data();
    Path ours = data.resolve("gander");
    ClusterParts cluster = stores.cluster();
    if (cluster != null) {
      SharedSchedules shared = cluster.stores().schedules(data.resolve("scheduled_recipes"));
      return new Ports.Schedules(
          shared.jobs(),
          shared.ledger(),
          shared.history(),
          new SharedTimers(new OnDemandJobTimers(), environment.clock(), clock()));
    }
    return new Ports.Schedules(
        new FileScheduleStore(data),
        new FileFireLedger(ours, ProcessIdentity.current().text(), ApplicationPorts::isRunning),
        new FileRunHistory(ours),
        new OnDemandJobTimers());
  }

  private Ports.Automation automation() {
    return new Ports.Automation(
        stores.ours().runs(),
        stores.ours().webhooks(),
        stores.ours().deliveries(),
        new DirectSender(NetworkAccess.of(stores.settings(), environment.variables())),
        new SecureRandom());
  }

  private Ports.Keeping keeping() {
    return new Ports.Keeping(
        Stores.backups(environment).backups(),
        stores.ours().pins(),
        new FileHousekeeping(
            OwnState.LAST_CHECK.in(environment.paths().state()),
            TemporaryResultFiles.folder(environment.temporary()),
            environment.paths().logs(),
            stores.checks(),
            environment.clock()));
  }

  private Ports.Tunnels tunnels() {
    return new Ports.Tunnels(
        new FileTunnelLock(environment.paths().config()),
        new OnDemandTunnelLinks(stores.settings(), environment.variables()),
        new SecureRandom());
  }

  private NodeDescription description() {
    return NodeChoice.of(environment.variables(), ProgramVersion.current());
  }

  private ClusterNodes nodes() {
    NodeDescription self = description();
    ClusterParts cluster = stores.cluster();
    return cluster == null
        ? new OnlyNode(ProcessIdentity.current().text(), self, environment.clock())
        : cluster.join(self);
  }

  private Ports.Access access() {
    return new Ports.Access(
        stores.ours().keys(),
        stores.ours().ownership(),
        new FileAuditLog(environment.paths().data().resolve("gander")),
        new SecureRandom());
  }

  private Ports.LocalModels localModels() {
    return new Ports.LocalModels(
        localModels.downloads(),
        localModels.hub(),
        modelRegistry(),
        localModels.engines(),
        localModels.areInstalled() ? FeaturedLocalModels.all() : List.of(),
        localModels::freeMemory,
        localModels::chatTemplates);
  }

  private FileModelRegistry modelRegistry() {
    return new FileModelRegistry(environment.paths().data());
  }

  static boolean isRunning(String process) {
    return ProcessIdentity.parse(process).filter(ProcessIdentity::isRunning).isPresent();
  }

  private Ports.Speech speech() {
    FileSpeechModels models =
        new FileSpeechModels(
            environment.paths().data().resolve("models"), Processor::ofThisMachine);
    SpeechEngine engine =
        resources.keep(
            new SpeechEngine(
                new EngineProgram(
                    environment.variables(),
                    ProgramJars.WHISPER.find(System.getProperties()),
                    childRecords(),
                    environment.temporary())));
    SoundFiles sounds = new SoundFiles(childRecords(), environment.temporary());
    return new Ports.Speech(
        settings -> {
          List<Transcriber> all = new ArrayList<>(SpeechServices.all(settings));
          all.add(new LocalTranscriber(models, engine, sounds, settings));
          return all;
        },
        models);
  }

  private Ports.Files files() {
    GoosePaths paths = environment.paths();
    FilePromptTemplates prompts = new FilePromptTemplates(paths.prompts());
    var recipes = new FileRecipes(paths, environment.variables(), environment.workingDir());
    ClusterParts cluster = stores.cluster();
    return new Ports.Files(
        stores.settings(),
        cluster == null ? settingsFile() : cluster.settingsFile(),
        stores.secrets(),
        stores.permissions(),
        new FileToolPins(paths.data().resolve("gander")),
        new PathAdversaryFile(paths.adversaryFile(), paths.home()),
        cluster == null ? prompts : cluster.prompts(prompts),
        new FileHints(paths, stores.settings()),
        stores.sources(),
        new FileSkills(paths),
        new FileDocuments(paths),
        stores.hooks(),
        stores.plugins(),
        cluster == null ? recipes : cluster.recipes(recipes),
        new YamlRecipeDocuments(),
        new TemporaryResultFiles(environment.temporary(), environment.clock()),
        new PathDiagnosticFiles(paths),
        new FileAppFiles(paths.data()),
        new FileAppCache(paths.config()),
        new ClaudeDesktopSettings(paths.home(), environment.variables(), environment.osName()));
  }

  private SettingsFile settingsFile() {
    return YamlSettings.wholeFile(
        environment.paths().configFile(),
        environment.inInstallation("init-config.yaml"),
        environment.clock());
  }

  private LocalModelsFactory.Surroundings localSurroundings() {
    return new LocalModelsFactory.Surroundings(
        stores.settings(),
        stores.secrets(),
        environment.variables(),
        environment.paths().state(),
        PassingLock::take,
        modelRegistry(),
        new LocalModelsFactory.Installation(
            environment.temporary(),
            ProgramJars.ENGINE.find(System.getProperties()),
            OnDemandLocalModels.natives(),
            children));
  }

  private Ports.Models models() {
    GoosePaths paths = environment.paths();
    return new Ports.Models(
        providers.factories(),
        ProviderTable::rows,
        ProviderTable.ASKED_ABOUT_KEYS,
        custom,
        new BundledModelCatalog(),
        new BundledServiceCatalog(),
        new FileTokenCaches(paths.config()),
        new O200kTokenCounter(),
        new OnDemandRequestSigner(),
        settings -> BrowserSignUps.of(ProviderTable::signUps, settings, environment.osName()),
        OllamaInterpreter::new,
        maker(),
        knownSecrets);
  }

  private BiFunction<ProviderFactory, ProviderSettings, Provider> maker() {
    return cassette == null ? ProviderFactory::create : recording(cassette)::provider;
  }

  private Recording recording(Path file) {
    return new Recording(
        CassetteFile.open(file),
        () ->
            Stream.concat(knownSecrets.texts().stream(), stores.secrets().texts().stream())
                .toList());
  }

  private InstalledProviders installedProviders() {
    return InstalledProviders.of(
        handedIn.providers(),
        localModels.areInstalled()
            ? Optional.of(new LocalProviderFactory(localModels.engines()))
            : Optional.empty(),
        environment.pluginFolders(),
        environment.pluginPatience());
  }

  /// Scripts and clients that count goosed's tools expect four; the fifth came with 1.39 and is
  /// listed for clients that request that version.
  private DeveloperConnector developer() {
    var connector =
        new DeveloperConnector(
            environment.variables(),
            children,
            childRecords(),
            environment.osName(),
            environment.temporary());
    return listsImages(stores.settings()) ? connector.withImages() : connector;
  }

  /// Starts the extensions that come with the program, and need nothing else of it.
  ExtensionConnector bundled() {
    return bundled(developer());
  }

  private ExtensionConnector bundled(DeveloperConnector developer) {
    GoosePaths paths = environment.paths();
    return new OnDemandBundledServers(
        new BundledServers.Surroundings(
            paths.config(),
            GoosePaths.cache(environment.variables(), environment.osName(), paths.home()),
            paths.state(),
            children,
            developer.loginPath(),
            new OnDemandDocumentTools(),
            environment.osName(),
            environment.clock(),
            stores.settings()));
  }

  private AnalyzeConnector analyze() {
    return new AnalyzeConnector(
        new AnalysisProgram(
            ProgramJars.ANALYZE.find(System.getProperties()),
            environment.variables(),
            childRecords(),
            environment.temporary()));
  }

  private ChildRecords childRecords() {
    return ChildRecords.in(environment.paths().state());
  }

  /// A setting of the wrong type or an unreadable file must not keep the server from starting: it
  /// could not be fixed through the server then.
  private static boolean listsImages(Settings settings) {
    try {
      return GoosedVersion.in(settings).filter(it -> !it.isBefore(1, 39)).isPresent();
    } catch (InvalidInput | StorageException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}; starting without tools of 1.39", e.text());
      return false;
    }
  }

  private Ports.Machine machine() {
    GoosePaths paths = environment.paths();
    return new Ports.Machine(
        environment.variables(),
        children,
        paths.home(),
        environment.workingDir(),
        paths.state(),
        paths.logs(),
        OperatingSystem.of(
            environment.osName(), environment.osRelease(), environment.architecture()),
        ProgramVersion.current(),
        ids,
        clock(),
        new JsonTexts(),
        JsonText::write);
  }

  /// Servers that share a database agree on the time.
  private Clock clock() {
    ClusterParts cluster = stores.cluster();
    return cluster == null ? environment.clock() : cluster.stores().clock();
  }
}
