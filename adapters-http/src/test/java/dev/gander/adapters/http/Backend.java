package dev.gander.adapters.http;

import dev.gander.application.Application;
import dev.gander.application.Ports;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.status.SystemInfo;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.OnlyNode;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.localmodel.FeaturedModel;
import dev.gander.domain.localmodel.ModelSettings;
import dev.gander.domain.localmodel.ModelSpec;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.domain.tunnel.LocalServer;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.access.InMemoryAccessKeys;
import dev.gander.testkit.access.InMemoryAuditLog;
import dev.gander.testkit.access.InMemoryOwnership;
import dev.gander.testkit.app.InMemoryAppCache;
import dev.gander.testkit.app.InMemoryAppFiles;
import dev.gander.testkit.budget.InMemorySessionLimits;
import dev.gander.testkit.budget.InMemorySpendingLedger;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.keeping.InMemoryBackups;
import dev.gander.testkit.keeping.InMemoryHousekeeping;
import dev.gander.testkit.keeping.InMemorySessionPins;
import dev.gander.testkit.localmodel.InMemoryFileDownloads;
import dev.gander.testkit.localmodel.InMemoryLocalEngines;
import dev.gander.testkit.localmodel.InMemoryLocalModelRegistry;
import dev.gander.testkit.localmodel.InMemoryModelHub;
import dev.gander.testkit.observe.InMemoryLogLevels;
import dev.gander.testkit.observe.RecordingObserver;
import dev.gander.testkit.observe.SettableVitals;
import dev.gander.testkit.permission.InMemoryAdversaryFile;
import dev.gander.testkit.permission.InMemoryToolPermissions;
import dev.gander.testkit.permission.InMemoryToolPins;
import dev.gander.testkit.policy.InMemoryPolicyFile;
import dev.gander.testkit.policy.InMemoryRealPaths;
import dev.gander.testkit.provider.EstimatingTokenCounter;
import dev.gander.testkit.provider.InMemoryModelCatalog;
import dev.gander.testkit.provider.InMemoryRequestSigner;
import dev.gander.testkit.provider.InMemoryServiceCatalog;
import dev.gander.testkit.provider.InMemorySignUps;
import dev.gander.testkit.provider.OneProviderFactory;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.ScriptedProvider;
import dev.gander.testkit.provider.SignInFactory;
import dev.gander.testkit.recipe.InMemoryRecipeFiles;
import dev.gander.testkit.recipe.JsonRecipeDocuments;
import dev.gander.testkit.run.InMemoryRunStore;
import dev.gander.testkit.schedule.InMemoryFireLedger;
import dev.gander.testkit.schedule.InMemoryRunHistory;
import dev.gander.testkit.schedule.InMemoryScheduleStore;
import dev.gander.testkit.schedule.SettableTimer;
import dev.gander.testkit.share.InMemorySharedTexts;
import dev.gander.testkit.source.InMemoryForeignSettings;
import dev.gander.testkit.source.InMemorySkillFolders;
import dev.gander.testkit.source.InMemorySourceDocuments;
import dev.gander.testkit.speech.InMemorySpeechModels;
import dev.gander.testkit.speech.ScriptedTranscriber;
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
import dev.gander.testkit.store.NoHints;
import dev.gander.testkit.tool.PlainJsonSchemas;
import dev.gander.testkit.tool.ScriptedHookCommands;
import dev.gander.testkit.tool.ScriptedShellCommands;
import dev.gander.testkit.tunnel.InMemoryTunnelLinks;
import dev.gander.testkit.tunnel.InMemoryTunnelLock;
import dev.gander.testkit.webhook.InMemoryDeliveryQueue;
import dev.gander.testkit.webhook.InMemoryWebhookStore;
import dev.gander.testkit.webhook.ScriptedSender;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// The application on in-memory adapters, with a provider `scripted` whose answers a test plays.
final class Backend implements AutoCloseable {
  /// What the environment names as the relay of the tunnel.
  static final String RELAY = "https://relay.example";

  final SettableVitals vitals = new SettableVitals();
  final InMemoryLogLevels levels = new InMemoryLogLevels();
  final RecordingObserver observer = new RecordingObserver();
  final Map<Path, byte[]> modelFiles = new HashMap<>();
  final InMemoryFileDownloads downloads = new InMemoryFileDownloads(modelFiles);
  final InMemoryLocalEngines engines = new InMemoryLocalEngines(new HashMap<>());
  final InMemoryModelHub hub = new InMemoryModelHub();
  final InMemoryLocalModelRegistry registry = new InMemoryLocalModelRegistry(modelFiles);
  final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  final InMemoryAccessKeys keys = new InMemoryAccessKeys();
  final InMemoryOwnership ownership = new InMemoryOwnership();
  final InMemoryAuditLog audit = new InMemoryAuditLog();
  final InMemorySettings settings = new InMemorySettings();
  final InMemorySpendingLedger usage = new InMemorySpendingLedger();
  final InMemorySettingsFile settingsFile = new InMemorySettingsFile();
  final InMemoryPromptTemplates prompts = new InMemoryPromptTemplates();
  final InMemorySourceFiles sources = new InMemorySourceFiles();
  final InMemoryDiagnosticFiles files = new InMemoryDiagnosticFiles();
  final InMemorySecretStore secrets = new InMemorySecretStore();
  final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  final InMemoryConversationStore conversations =
      new InMemoryConversationStore(sessions, new FixedIds());
  final InMemoryToolPins pins = new InMemoryToolPins();
  final InMemoryToolPermissions permissions = new InMemoryToolPermissions();
  final InMemoryPolicyFile policy = new InMemoryPolicyFile();
  final InMemorySharedTexts texts = new InMemorySharedTexts();
  final ScriptedExtensionConnector connector = new ScriptedExtensionConnector();
  final InMemoryAppFiles apps = new InMemoryAppFiles();
  final InMemoryAppCache appCache = new InMemoryAppCache();
  final PlayedModel model = new PlayedModel();
  final InMemoryRecipeFiles recipes = new InMemoryRecipeFiles();
  final InMemoryScheduleStore jobs = new InMemoryScheduleStore(recipes);
  final InMemoryRunHistory history = new InMemoryRunHistory();
  final InMemoryRunStore runs = new InMemoryRunStore();
  final InMemoryWebhookStore webhooks = new InMemoryWebhookStore();
  final InMemoryDeliveryQueue deliveries = new InMemoryDeliveryQueue();
  final ScriptedSender sender = new ScriptedSender();
  final SettableTimer timer = new SettableTimer(clock);
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
  final InMemoryTunnelLock tunnelLock = new InMemoryTunnelLock();
  final InMemoryTunnelLinks tunnelLinks = new InMemoryTunnelLinks();
  final ScriptedTranscriber cloud = new ScriptedTranscriber("cloud").hears("hello");
  final ScriptedTranscriber local = new ScriptedTranscriber("local");
  final InMemorySpeechModels speechModels = new InMemorySpeechModels();
  final InMemoryBackups backups = new InMemoryBackups(clock);
  final InMemorySessionPins pinned = new InMemorySessionPins();
  private Application application;

  Backend() {
    settings.put("GOOSE_DISABLE_SESSION_NAMING", Json.of(true));
    application = new Application(ports());
  }

  /// Chooses the scripted provider, so that sessions can be resumed.
  Backend withModel() {
    JsonObject entry =
        JsonObject.builder()
            .put("enabled", true)
            .put("model", "small")
            .put("configured", true)
            .build();
    settings.put("active_provider", Json.of("scripted"));
    settings.put("providers", JsonObject.of("scripted", entry));
    return this;
  }

  UseCases useCases() {
    return application.useCases();
  }

  /// What the program does first when it stops.
  void endTurns() {
    application.endTurns();
  }

  /// Begins to look after jobs, runs and webhooks.
  void startSchedules() {
    application.startSchedules();
  }

  /// As after the server has begun to listen.
  void serveAt(LocalServer place) {
    application.serveAt(place);
  }

  /// Another process on the same stores.
  void restart() {
    application.close();
    application = new Application(ports());
  }

  private Ports ports() {
    return new Ports(
        new Ports.Sessions(
            sessions, conversations, new InMemorySessionSearch(sessions), texts, List.of()),
        new Ports.Files(
            settings,
            settingsFile,
            secrets,
            permissions,
            pins,
            new InMemoryAdversaryFile(),
            prompts,
            new NoHints(),
            sources,
            new InMemorySkillFolders(),
            new InMemorySourceDocuments(),
            List::of,
            List::of,
            recipes,
            new JsonRecipeDocuments(JsonText::parse),
            text -> Path.of("/tmp/large.txt"),
            files,
            apps,
            appCache,
            new InMemoryForeignSettings()),
        new Ports.Models(
            List.of(
                new OneProviderFactory(model),
                new OpenAiLike(new ScriptedProvider("openai")),
                SignInFactory.of("kimi_code", TOKENS)),
            List::of,
            List.of("openai"),
            custom,
            catalog,
            services,
            tokens,
            new EstimatingTokenCounter(),
            new InMemoryRequestSigner(Optional.empty(), Optional.empty()),
            _ -> signUps,
            _ -> new ScriptedInterpreter(),
            ProviderFactory::create,
            new KnownSecrets()),
        new Ports.Tools(
            List.of(connector),
            new PlainJsonSchemas(),
            new ScriptedShellCommands(),
            new ScriptedHookCommands(),
            policy,
            new InMemoryRealPaths()),
        Ports.Coordination.ofOneProcess(clock),
        new Ports.Schedules(jobs, new InMemoryFireLedger(), history, timer),
        new Ports.Budgets(usage, new InMemorySessionLimits()),
        new Ports.Automation(runs, webhooks, deliveries, sender, new Random(2)),
        new Ports.Keeping(backups, pinned, new InMemoryHousekeeping(clock)),
        new Ports.Tunnels(tunnelLock, tunnelLinks, new Random(1)),
        new Ports.Speech(_ -> List.of(cloud, local), speechModels),
        new Ports.LocalModels(
            downloads,
            hub,
            registry,
            engines,
            List.of(
                new FeaturedModel(
                    ModelSpec.parse("maker/Small-GGUF:Q4_K_M"), null, ModelSettings.USUAL)),
            () -> 10_000,
            () -> List.of("chatml")),
        new Ports.Access(keys, ownership, audit, new Random(2)),
        new Ports.Operating(
            vitals,
            levels,
            observer,
            new OnlyNode("1", new NodeDescription("here", "0", Set.of()), Clock.systemUTC())),
        new Ports.Machine(
            Map.of("GOOSE_TUNNEL_WORKER_URL", RELAY),
            ChildEnvironment.of(Map.of()),
            Path.of("/home/me"),
            Path.of("/"),
            Path.of("/state"),
            Path.of("/logs"),
            new SystemInfo.OperatingSystem("linux", "6.1", "x86_64"),
            "1.2.3",
            () -> UUID.randomUUID().toString(),
            clock,
            new JsonTexts(),
            JsonText::write));
  }

  @Override
  public void close() {
    application.close();
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
