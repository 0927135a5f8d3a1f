package dev.gander.application.subagent;

import dev.gander.application.Application;
import dev.gander.application.Ports;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.status.SystemInfo;
import dev.gander.application.api.turn.OwnedTurn;
import dev.gander.application.turn.OtherNodes;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.cluster.OnlyNode;
import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnNews;
import dev.gander.domain.turn.TurnRequest;
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
import dev.gander.testkit.extension.ScriptedExtension;
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
import dev.gander.testkit.provider.ScriptedAnswer;
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
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// The whole application in memory, with a model that answers each conversation by its own script,
/// and an extension `t` of which each agent has one of its own.
final class House implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(1);

  final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  final RecordingObserver observer = new RecordingObserver();
  final InMemoryAccessKeys keys = new InMemoryAccessKeys();
  final InMemoryOwnership ownership = new InMemoryOwnership();
  final InMemoryAuditLog audit = new InMemoryAuditLog();
  final InMemorySettings settings = new InMemorySettings();
  final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  final InMemoryConversationStore conversations =
      new InMemoryConversationStore(sessions, new FixedIds());
  final InMemoryToolPermissions permissions = new InMemoryToolPermissions();
  final InMemoryPolicyFile policy = new InMemoryPolicyFile();
  final InMemoryPromptTemplates prompts = new InMemoryPromptTemplates();
  final InMemorySourceFiles sources = new InMemorySourceFiles();
  final InMemoryRecipeFiles recipes = new InMemoryRecipeFiles();
  final InMemoryModelCatalog catalog = new InMemoryModelCatalog();
  final ScriptedProvider model = new ScriptedProvider();
  final ScriptedProvider other = new ScriptedProvider("other");
  final ScriptedExtensionConnector connector = new ScriptedExtensionConnector();
  final InMemoryScheduleStore jobs = new InMemoryScheduleStore(recipes);
  final InMemoryRunHistory history = new InMemoryRunHistory();
  final InMemorySpendingLedger usage = new InMemorySpendingLedger();
  final InMemoryRunStore runs = new InMemoryRunStore();
  private volatile ScriptedExtension.Handler work = (_, _) -> ToolResult.text("worked");
  final SettableTimer timer = new SettableTimer(clock);
  private final OtherNodes others;
  private final Application application;

  House() {
    this(OtherNodes.NONE);
  }

  /// One of several.
  House(OtherNodes others) {
    this.others = others;
    settings.put("GOOSE_DISABLE_SESSION_NAMING", Json.of(true));
    settings.put("GOOSE_TOOL_PAIR_SUMMARIZATION", Json.of(false));
    settings.put("GOOSE_PROVIDER", Json.of("scripted"));
    settings.put("GOOSE_MODEL", Json.of("small"));
    connector.offer(
        "t",
        (_, _) ->
            new ScriptedExtension()
                .unprefixed()
                .tool("work", (call, progress) -> work.call(call, progress)));
    application = new Application(ports());
  }

  /// What the tool `work` does.
  void works(ScriptedExtension.Handler handler) {
    work = handler;
  }

  UseCases useCases() {
    return application.useCases();
  }

  /// Answers the conversations that begin with a message that contains this, one after the other.
  void script(String begin, ScriptedAnswer... answers) {
    Queue<ScriptedAnswer> queue = new ArrayDeque<>(List.of(answers));
    model.when(
        request -> firstWords(request).contains(begin),
        _ -> {
          synchronized (queue) {
            ScriptedAnswer next = queue.poll();
            return next == null ? ScriptedAnswer.says("no more") : next;
          }
        });
  }

  /// Of the first message, without what the program adds to it.
  static String firstWords(ProviderRequest request) {
    String text = request.messages().isEmpty() ? "" : request.messages().getFirst().text();
    return text.replaceFirst("(?s)<turn-context>.*</turn-context>", "");
  }

  static ScriptedAnswer delegates(String callId, String instructions) {
    return ScriptedAnswer.calls(
        callId, "delegate", JsonObject.of("instructions", Json.of(instructions)));
  }

  static ScriptedAnswer works(String callId) {
    return ScriptedAnswer.calls(callId, "work", JsonObject.EMPTY);
  }

  static ExtensionConfig summon() {
    return new ExtensionConfig.Platform("summon", "", null, null, List.of(), JsonObject.EMPTY);
  }

  /// A session with the extensions `summon` and `t`.
  SessionId session() {
    return session(details(GooseMode.AUTO));
  }

  SessionId session(SessionDetails details) {
    return sessions.create(details).id();
  }

  static SessionDetails details(GooseMode mode) {
    return SessionDetails.of("New Chat", "/work", mode)
        .withExtensionData(
            EnabledExtensions.write(
                JsonObject.EMPTY, List.of(summon(), ScriptedExtensionConnector.config("t"))));
  }

  OwnedTurn begin(SessionId id, String text) throws InterruptedException {
    useCases().agents().resume().resume(id, true);
    Message message = Message.user(null, 1772619072, new Content.Text(text));
    return useCases().turns().start().own(new TurnRequest(id, message, null), Admission.QUEUE);
  }

  /// Runs a turn to its end, and gives its events in short.
  List<String> say(SessionId id, String text) throws InterruptedException {
    try (OwnedTurn turn = begin(id, text)) {
      return rest(turn);
    }
  }

  static List<String> rest(OwnedTurn turn) throws InterruptedException {
    List<String> events = new ArrayList<>();
    TurnNews news = turn.next(LONG);
    while (!(news instanceof TurnNews.Over)) {
      switch (news) {
        case TurnNews.Told(TurnEvent event) -> events.add(outline(event));
        case TurnNews.Silence _ -> throw new AssertionError("nothing came after " + events);
        case TurnNews.Begun _, TurnNews.Over _ -> {}
      }
      news = turn.next(LONG);
    }
    return events;
  }

  private static String outline(TurnEvent event) {
    return switch (event) {
      case TurnEvent.MessageArrived(Message message, _) ->
          String.join(" + ", message.content().stream().map(House::outline).toList());
      case TurnEvent.Notification note ->
          "note " + note.toolRequestId() + " " + note.params().compact();
      case TurnEvent.Worked worked -> "work:" + worked.toolRequestId() + " " + worked.work();
      case TurnEvent.ConversationReplaced _ -> "replaced";
      case TurnEvent.ModelChanged changed -> "model " + changed.model();
      case TurnEvent.Failed failed -> "error " + failed.text();
      case TurnEvent.Finished _ -> "finish";
    };
  }

  private static String outline(Content content) {
    return switch (content) {
      case Content.Text text -> text.text();
      case Content.ToolRequest request -> "call " + request.id();
      case Content.ToolResponse response -> response.id() + ": " + outline(response.result());
      case Content block -> block.getClass().getSimpleName();
    };
  }

  private static String outline(Outcome<ToolResult> outcome) {
    return switch (outcome) {
      case Outcome.Success<ToolResult>(ToolResult result) -> result.joinedText();
      case Outcome.Failure<ToolResult>(String error) -> "refused " + error;
    };
  }

  /// What a session holds, in short.
  List<String> stored(SessionId id) {
    return conversations.messages(id).stream()
        .flatMap(message -> message.content().stream())
        .map(House::outline)
        .toList();
  }

  /// The ids of the questions in a session.
  List<String> questions(SessionId id) {
    return conversations.messages(id).stream()
        .flatMap(message -> message.content().stream())
        .filter(Content.ActionRequired.class::isInstance)
        .map(block -> ((Content.ActionRequired) block).action())
        .filter(Action.Elicitation.class::isInstance)
        .map(Action::id)
        .toList();
  }

  void answer(SessionId id, String question, Json answer) throws InterruptedException {
    Action reply = new Action.ElicitationResponse(question, answer, null, JsonObject.EMPTY);
    Message message = Message.user(null, 1772619072, new Content.ActionRequired(reply));
    useCases().turns().start().start("answer", new TurnRequest(id, message, null), Admission.QUEUE);
  }

  /// Whether the extensions of a session have ended, of which there was at least one.
  boolean isGone(SessionId id) {
    var own =
        connector.connections().stream()
            .filter(connection -> connection.host().sessionId().equals(id))
            .toList();
    return !own.isEmpty() && own.stream().noneMatch(it -> it.extension().isAlive());
  }

  /// The results of a session's calls.
  List<ToolResult> results(SessionId id) {
    return conversations.messages(id).stream()
        .flatMap(message -> message.content().stream())
        .filter(Content.ToolResponse.class::isInstance)
        .map(block -> ((Content.ToolResponse) block).result())
        .map(outcome -> ((Outcome.Success<ToolResult>) outcome).value())
        .toList();
  }

  /// The sessions of sub-agents, the oldest first.
  List<Session> children() {
    return sessions.list(Set.of(SessionType.SUB_AGENT)).stream()
        .sorted((a, b) -> number(a) - number(b))
        .toList();
  }

  private static int number(Session session) {
    String id = session.id().value();
    return Integer.parseInt(id.substring(id.indexOf('_') + 1));
  }

  /// Counts how many run at once.
  static final class Gauge {
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    void enter() {
      int inside = now.incrementAndGet();
      most.accumulateAndGet(inside, Math::max);
    }

    void leave() {
      now.decrementAndGet();
    }

    int inside() {
      return now.get();
    }

    int most() {
      return most.get();
    }
  }

  @Override
  public void close() {
    application.close();
  }

  /// Jobs fire from now on.
  void startSchedules() {
    application.startSchedules();
  }

  private Ports.Coordination coordination() {
    Ports.Coordination one = Ports.Coordination.ofOneProcess(clock);
    return new Ports.Coordination(
        one.leases(),
        others,
        one.otherAgents(),
        one.events(),
        one.questions(),
        one.journals(),
        one.keptQuestions());
  }

  private Ports ports() {
    return new Ports(
        new Ports.Sessions(
            sessions,
            conversations,
            new InMemorySessionSearch(sessions),
            new InMemorySharedTexts(),
            List.of()),
        new Ports.Files(
            settings,
            new InMemorySettingsFile(),
            new InMemorySecretStore(),
            permissions,
            new InMemoryToolPins(),
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
            _ -> Path.of("/tmp/large.txt"),
            new InMemoryDiagnosticFiles(),
            new InMemoryAppFiles(),
            new InMemoryAppCache(),
            new InMemoryForeignSettings()),
        new Ports.Models(
            List.of(
                new OneProviderFactory(model, model.name()),
                new OneProviderFactory(other, other.name())),
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
            new KnownSecrets()),
        new Ports.Tools(
            List.of(connector),
            new PlainJsonSchemas(),
            new ScriptedShellCommands(),
            new ScriptedHookCommands(),
            policy,
            new InMemoryRealPaths()),
        coordination(),
        new Ports.Schedules(jobs, new InMemoryFireLedger(), history, timer),
        new Ports.Budgets(usage, new InMemorySessionLimits()),
        new Ports.Automation(
            runs,
            new InMemoryWebhookStore(),
            new InMemoryDeliveryQueue(),
            (_, _, _) -> new WebhookSender.Answer.Status(200),
            new Random(2)),
        new Ports.Keeping(
            new InMemoryBackups(clock), new InMemorySessionPins(), new InMemoryHousekeeping(clock)),
        new Ports.Tunnels(new InMemoryTunnelLock(), new InMemoryTunnelLinks(), new Random(1)),
        new Ports.Speech(_ -> List.of(), new InMemorySpeechModels()),
        new Ports.LocalModels(
            new InMemoryFileDownloads(new HashMap<>()),
            new InMemoryModelHub(),
            new InMemoryLocalModelRegistry(new HashMap<>()),
            new InMemoryLocalEngines(new HashMap<>()),
            List.of(),
            () -> 0,
            List::of),
        new Ports.Access(keys, ownership, audit, new Random(2)),
        new Ports.Operating(
            new SettableVitals(),
            new InMemoryLogLevels(),
            observer,
            new OnlyNode("1", new NodeDescription("here", "0", Set.of()), Clock.systemUTC())),
        new Ports.Machine(
            Map.of(),
            ChildEnvironment.of(Map.of()),
            Path.of("/home/me"),
            Path.of("/work"),
            Path.of("/state"),
            Path.of("/logs"),
            new SystemInfo.OperatingSystem("linux", "6.1", "x86_64"),
            "1.2.3",
            new FixedIds(),
            clock,
            new JsonTexts(),
            JsonText::write));
  }
}
