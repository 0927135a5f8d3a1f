package dev.gander.adapters.acp;

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
import dev.gander.domain.observe.Unobserved;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.webhook.WebhookSender;
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
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The application on in-memory adapters, with the providers `scripted` (which is the one in the
/// settings) and `other`, both without keys, whose answers a test writes.
@SuppressWarnings("exports") // the testkit is on the path of tests only
public final class AcpBackend implements AutoCloseable {
  public final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  public final InMemoryAccessKeys keys = new InMemoryAccessKeys();
  public final InMemoryOwnership ownership = new InMemoryOwnership();
  public final InMemoryAuditLog audit = new InMemoryAuditLog();
  public final InMemorySettings settings = new InMemorySettings();
  public final InMemorySecretStore secrets = new InMemorySecretStore();
  public final KnownSecrets known = new KnownSecrets();
  public final InMemoryForeignSettings foreign = new InMemoryForeignSettings();
  public final InMemorySourceFiles sources = new InMemorySourceFiles();
  public final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  public final InMemoryConversationStore conversations =
      new InMemoryConversationStore(sessions, new FixedIds());
  public final InMemoryToolPermissions permissions = new InMemoryToolPermissions();
  public final InMemoryPolicyFile policy = new InMemoryPolicyFile();
  public final InMemoryRecipeFiles recipes = new InMemoryRecipeFiles();
  public final InMemoryScheduleStore jobs = new InMemoryScheduleStore(recipes);
  public final InMemoryModelCatalog catalog = new InMemoryModelCatalog();
  public final ScriptedExtensionConnector connector = new ScriptedExtensionConnector();
  public final ScriptedProvider model = new ScriptedProvider();
  public final ScriptedProvider other = new ScriptedProvider("other");

  /// Listens under the name `cloud`; hears `hello`.
  public final ScriptedTranscriber listener = new ScriptedTranscriber("cloud").hears("hello");

  public final InMemorySpeechModels speechModels = new InMemorySpeechModels();
  private final Map<Path, byte[]> modelFiles = new HashMap<>();
  public final InMemoryFileDownloads downloads = new InMemoryFileDownloads(modelFiles);
  public final InMemoryLocalEngines engines = new InMemoryLocalEngines(modelFiles);
  public final InMemoryModelHub hub = new InMemoryModelHub();
  private final List<ProviderFactory> more;
  private final Application application;

  /// @param more providers
  public AcpBackend(ProviderFactory... more) {
    this.more = List.of(more);
    JsonObject chosen =
        JsonObject.builder()
            .put("enabled", true)
            .put("model", "small")
            .put("configured", true)
            .build();
    settings.put("active_provider", Json.of("scripted"));
    settings.put("providers", JsonObject.of("scripted", chosen));
    settings.put("GOOSE_DISABLE_SESSION_NAMING", Json.of(true));
    application = new Application(ports());
  }

  public UseCases useCases() {
    return application.useCases();
  }

  private Ports ports() {
    return new Ports(
        new Ports.Sessions(
            sessions,
            conversations,
            new InMemorySessionSearch(sessions),
            new InMemorySharedTexts(),
            List.of()),
        files(),
        models(),
        new Ports.Tools(
            List.of(connector),
            new PlainJsonSchemas(),
            new ScriptedShellCommands(),
            new ScriptedHookCommands(),
            policy,
            new InMemoryRealPaths()),
        Ports.Coordination.ofOneProcess(clock),
        new Ports.Schedules(
            jobs, new InMemoryFireLedger(), new InMemoryRunHistory(), new SettableTimer(clock)),
        new Ports.Budgets(new InMemorySpendingLedger(), new InMemorySessionLimits()),
        new Ports.Automation(
            new InMemoryRunStore(),
            new InMemoryWebhookStore(),
            new InMemoryDeliveryQueue(),
            (_, _, _) -> new WebhookSender.Answer.Status(200),
            new Random(2)),
        new Ports.Keeping(
            new InMemoryBackups(clock), new InMemorySessionPins(), new InMemoryHousekeeping(clock)),
        new Ports.Tunnels(new InMemoryTunnelLock(), new InMemoryTunnelLinks(), new Random(1)),
        new Ports.Speech(_ -> List.of(listener), speechModels),
        new Ports.LocalModels(
            downloads,
            hub,
            new InMemoryLocalModelRegistry(modelFiles),
            engines,
            List.of(
                new FeaturedModel(
                    ModelSpec.parse("maker/Small-GGUF:Q4_K_M"), null, ModelSettings.USUAL)),
            () -> 10_000,
            () -> List.of("chatml")),
        new Ports.Access(keys, ownership, audit, new Random(2)),
        new Ports.Operating(
            new SettableVitals(),
            new InMemoryLogLevels(),
            Unobserved.INSTANCE,
            new OnlyNode("1", new NodeDescription("here", "0", Set.of()), Clock.systemUTC())),
        machine());
  }

  private Ports.Files files() {
    return new Ports.Files(
        settings,
        new InMemorySettingsFile(),
        secrets,
        permissions,
        new InMemoryToolPins(),
        new InMemoryAdversaryFile(),
        new InMemoryPromptTemplates(),
        new NoHints(),
        sources,
        new InMemorySkillFolders(),
        new InMemorySourceDocuments(),
        List::of,
        List::of,
        recipes,
        new JsonRecipeDocuments(JsonText::parse),
        _ -> Path.of("/tmp/large.txt"),
        new InMemoryDiagnosticFiles(),
        new InMemoryAppFiles(),
        new InMemoryAppCache(),
        foreign);
  }

  private Ports.Models models() {
    return new Ports.Models(
        Stream.concat(
                Stream.of(model, other).<ProviderFactory>map(OneProviderFactory::new),
                more.stream())
            .toList(),
        List::of,
        List.of(),
        new InMemoryCustomProviders(),
        catalog,
        new InMemoryServiceCatalog(),
        new InMemoryTokenCaches(),
        new EstimatingTokenCounter(),
        new InMemoryRequestSigner(Optional.empty(), Optional.empty()),
        _ -> new InMemorySignUps(),
        _ -> new ScriptedInterpreter(),
        ProviderFactory::create,
        known);
  }

  private Ports.Machine machine() {
    return new Ports.Machine(
        Map.of(),
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
        JsonText::write);
  }

  @Override
  public void close() {
    application.close();
  }
}
