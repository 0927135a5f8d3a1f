package dev.gander.application.reply;

import dev.gander.application.access.Sight;
import dev.gander.application.agent.AgentCatchUp;
import dev.gander.application.agent.AgentFactory;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.api.turn.ConfirmToolCall;
import dev.gander.application.budget.Purse;
import dev.gander.application.command.AgentCommands;
import dev.gander.application.engine.EnginePorts;
import dev.gander.application.engine.TurnLoop;
import dev.gander.application.extension.ExtensionStarter;
import dev.gander.application.hook.Hooks;
import dev.gander.application.hook.TurnHooks;
import dev.gander.application.inprocess.InProcessEventLog;
import dev.gander.application.inprocess.InProcessQuestionStore;
import dev.gander.application.inprocess.InProcessQuestions;
import dev.gander.application.inprocess.InProcessTurnLeases;
import dev.gander.application.model.ModelResolution;
import dev.gander.application.model.ProviderRegistry;
import dev.gander.application.model.SessionModels;
import dev.gander.application.policy.PolicyGuard;
import dev.gander.application.recipe.RecipeKitchen;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.toolshim.Interpreter;
import dev.gander.application.turn.OtherNodes;
import dev.gander.application.turn.TurnInbox;
import dev.gander.application.turn.TurnWatch;
import dev.gander.application.turn.Turns;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionResolver;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelCatalog;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.prompt.HintFiles;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.QuestionStore;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import dev.gander.domain.turn.TurnNews;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.access.InMemoryOwnership;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.observe.RecordingObserver;
import dev.gander.testkit.permission.InMemoryAdversaryFile;
import dev.gander.testkit.permission.InMemoryToolPermissions;
import dev.gander.testkit.permission.InMemoryToolPins;
import dev.gander.testkit.policy.InMemoryPolicyFile;
import dev.gander.testkit.policy.InMemoryRealPaths;
import dev.gander.testkit.provider.EstimatingTokenCounter;
import dev.gander.testkit.provider.ScriptedInterpreter;
import dev.gander.testkit.provider.ScriptedProvider;
import dev.gander.testkit.store.InMemoryConversationStore;
import dev.gander.testkit.store.InMemoryPromptTemplates;
import dev.gander.testkit.store.InMemorySecretStore;
import dev.gander.testkit.store.InMemorySessionStore;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.store.InMemorySourceFiles;
import dev.gander.testkit.tool.InMemoryHookFiles;
import dev.gander.testkit.tool.PlainJsonSchemas;
import dev.gander.testkit.tool.ScriptedHookCommands;
import dev.gander.testkit.tool.ScriptedShellCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// Everything a turn needs, in memory: a scripted model, an extension `t` with scripted tools under
/// their bare names, an extension `box` whose tools have its prefix, and a clock that stands still.
final class World {
  static final long NOW = 1772619072;
  private static final Duration LONG = Duration.ofMinutes(1);

  final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  final FixedIds ids = new FixedIds();
  final InMemorySettings settings = new InMemorySettings();
  public final RecordingObserver observer = new RecordingObserver();
  final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  final InMemoryConversationStore conversations = new InMemoryConversationStore(sessions, ids);
  final InMemoryToolPermissions permissions = new InMemoryToolPermissions();
  final InMemoryToolPins pins = new InMemoryToolPins();
  final InMemoryPolicyFile policy = new InMemoryPolicyFile();
  final InMemoryAdversaryFile adversary = new InMemoryAdversaryFile();
  final InMemoryPromptTemplates prompts = new InMemoryPromptTemplates();
  final InMemorySourceFiles sources = new InMemorySourceFiles();
  final RecipeKitchen kitchen = new RecipeKitchen();
  final InMemoryHookFiles hookFiles = new InMemoryHookFiles();
  final ScriptedHookCommands hookCommands = new ScriptedHookCommands();
  final ScriptedShellCommands shell = new ScriptedShellCommands();
  final ScriptedProvider model = new ScriptedProvider();
  final ScriptedExtension tools = new ScriptedExtension().unprefixed();
  final ScriptedExtension box = new ScriptedExtension();
  final ScriptedInterpreter interpreter = new ScriptedInterpreter();
  final QuestionNews news = new QuestionNews();
  final UserQuestions questions = questions(new InProcessQuestionStore());
  final InProcessTurnLeases leases = new InProcessTurnLeases();
  final List<TurnEvent> events = new CopyOnWriteArrayList<>();
  final List<String> spilled = new CopyOnWriteArrayList<>();
  final List<Runnable> background = new ArrayList<>();
  final InMemoryOwnership ownership = new InMemoryOwnership();
  final Sight sight = new Sight(ownership);
  final LiveAgents agents = new LiveAgents(agentFactory(), sight, 10);
  final Purse purse =
      new Purse(sessions, settings, (provider, name) -> this.catalog.find(provider, name), clock);
  final ReplyToMessage replies = replies(background::add, questions);
  final Bus bus = bus(replies, work -> Thread.ofVirtual().start(work));
  ModelCatalog catalog = (_, _) -> Optional.empty();
  String hints = "";
  UnaryOperator<String> hintsBelow = folder -> "hints below " + folder;
  int contextLimit = 128_000;

  World() {
    settings.put("GOOSE_DISABLE_SESSION_NAMING", Json.of(true));
  }

  UserQuestions questions(QuestionStore store) {
    return new UserQuestions(new InProcessQuestions(), new KeptQuestions(store, news, ids, clock));
  }

  /// A session in this mode, with the scripted model and the extension `t`.
  SessionId session(GooseMode mode) {
    return session(mode, "t");
  }

  SessionId session(GooseMode mode, String... extensions) {
    JsonObject data =
        EnabledExtensions.write(
            JsonObject.EMPTY,
            List.of(extensions).stream()
                .<ExtensionConfig>map(ScriptedExtensionConnector::config)
                .toList());
    ModelConfig config = ModelConfig.of("scripted").withContextLimit(contextLimit);
    return sessions
        .create(details(mode, data).withModel(new SessionModel("scripted", config)))
        .id();
  }

  SessionId sessionWithoutModel(GooseMode mode, JsonObject extensionData) {
    return sessions.create(details(mode, extensionData)).id();
  }

  private static SessionDetails details(GooseMode mode, JsonObject extensionData) {
    return SessionDetails.of("New Chat", "/work", mode).withExtensionData(extensionData);
  }

  /// Runs a turn in this thread and gives its events.
  List<TurnEvent> say(SessionId id, String text) {
    return reply(user(id, text));
  }

  List<TurnEvent> reply(TurnRequest command) {
    List<TurnEvent> own = new ArrayList<>();
    replyHere(
        command,
        new Cancellation(),
        event -> {
          own.add(event);
          note(event);
        });
    return own;
  }

  /// Runs a turn in this thread, unregistered.
  void replyHere(TurnRequest command, Cancellation cancellation, ReplySink sink) {
    SessionId id = command.sessionId();
    replies.reply(command, sessions.get(id).tokens(), cancellation, sink, () -> leases.acquire(id));
  }

  /// Starts a turn; its events are in [#events].
  RunningTurn begin(SessionId id, String text) {
    TurnInbox inbox = new TurnInbox();
    Cancellation cancellation =
        bus.turns().start(ids.uuid(), user(id, text), Admission.QUEUE, inbox);
    Thread listener = Thread.ofVirtual().start(() -> listen(inbox));
    return new RunningTurn(listener, cancellation);
  }

  private void listen(TurnInbox inbox) {
    try {
      TurnNews news = inbox.next(LONG);
      while (!(news instanceof TurnNews.Over)) {
        if (news instanceof TurnNews.Told(TurnEvent event)) {
          note(event);
        }
        news = inbox.next(LONG);
      }
    } catch (InterruptedException _) {
      // The test is over.
    }
  }

  /// The register of turns on these replies, with a log of its own.
  Bus bus(ReplyToMessage runner, Executor threads) {
    return bus(runner, threads, new InProcessEventLog(clock));
  }

  /// The same on another log.
  Bus bus(ReplyToMessage runner, Executor threads, SessionEventLog log) {
    return new Bus(
        new Turns(
            sessions,
            conversations,
            leases,
            OtherNodes.NONE,
            log,
            runner,
            watch(),
            threads,
            sight,
            observer));
  }

  static TurnWatch watch() {
    return new TurnWatch(() -> Duration.ofMinutes(5), Thread::startVirtualThread);
  }

  void note(TurnEvent event) {
    synchronized (events) {
      events.add(event);
      events.notifyAll();
    }
  }

  void confirm(SessionId id, String requestId, ConfirmationAction action) {
    new ConfirmToolCall(questions, sight).confirm(id, requestId, action);
  }

  /// Waits for an event that looks like this, and fails if the turn ends without it.
  void awaitEvent(String outline) throws InterruptedException {
    awaitEvents(outline, 1);
  }

  /// Waits until there are so many events that look like this.
  void awaitEvents(String outline, int count) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    synchronized (events) {
      while (outline(events).stream().filter(outline::equals).count() < count) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("no event " + outline + " among " + outline(events));
        }
        TimeUnit.NANOSECONDS.timedWait(events, deadline - System.nanoTime());
      }
    }
  }

  record RunningTurn(Thread thread, Cancellation cancellation) {
    void join() throws InterruptedException {
      thread.join();
    }

    void cancel() throws InterruptedException {
      cancellation.cancel();
      thread.join();
    }
  }

  static TurnRequest user(SessionId id, String text) {
    return new TurnRequest(id, Message.user(null, NOW, new Content.Text(text)), null);
  }

  List<Message> stored(SessionId id) {
    return conversations.messages(id);
  }

  /// The ids of the extensions' questions that are stored.
  List<String> elicitations(SessionId id) {
    return stored(id).stream()
        .flatMap(message -> message.content().stream())
        .filter(Content.ActionRequired.class::isInstance)
        .map(block -> ((Content.ActionRequired) block).action())
        .filter(Action.Elicitation.class::isInstance)
        .map(Action::id)
        .toList();
  }

  /// The contents of what is stored, in short: `user:text`, `call:id`, `result:id`.
  List<String> outline(SessionId id) {
    return stored(id).stream().map(Outline::of).toList();
  }

  static List<String> outline(List<TurnEvent> events) {
    return events.stream().map(World::outline).toList();
  }

  private static String outline(TurnEvent event) {
    return switch (event) {
      case MessageArrived(Message message, TokenState _) -> Outline.of(message);
      case TurnEvent.Notification note -> "note:" + note.toolRequestId() + " " + note.method();
      case TurnEvent.Worked worked -> "work:" + worked.toolRequestId() + " " + worked.work();
      case TurnEvent.ConversationReplaced _ -> "replaced";
      case TurnEvent.ModelChanged changed -> "model:" + changed.model();
      case TurnEvent.Failed failed -> "error:" + failed.text();
      case TurnEvent.Finished _ -> "finish";
    };
  }

  SessionModels sessionModels() {
    ModelCatalog models = (provider, name) -> catalog.find(provider, name);
    return new SessionModels(
        new ProviderRegistry(List.of(new OneProvider(model))),
        new ActiveModel(settings),
        new ModelResolution(new TypedSettings(settings), models, interpreter),
        new NoSettings(),
        (factory, given) -> purse.metered(factory.create(given)));
  }

  private AgentFactory agentFactory() {
    SessionModels sessionModels = sessionModels();
    ScriptedExtensionConnector connector =
        new ScriptedExtensionConnector().offer("t", tools).offer("box", box);
    ExtensionStarter starter =
        new ExtensionStarter(
            List.of(connector),
            new ExtensionResolver(new InMemorySecretStore(), new KnownSecrets()),
            new KnownSecrets());
    return new AgentFactory(
        sessions, new DefaultMode(settings), sessionModels, starter, Path.of("/"), clock);
  }

  ReplyToMessage replies(Executor later, UserQuestions asked) {
    HintFiles hintFiles =
        new HintFiles() {
          @Override
          public String hints(Path workingDir) {
            return hints;
          }

          @Override
          public String hintsBelow(Path workingDir, Path below) {
            return hintsBelow.apply(workingDir.relativize(below).toString());
          }
        };
    EnginePorts ports =
        new EnginePorts(
            sessions,
            settings,
            permissions,
            pins,
            new PolicyGuard(policy, new InMemoryRealPaths(), Path.of("/home/u")),
            adversary,
            prompts,
            hintFiles,
            (provider, name) -> catalog.find(provider, name),
            Interpreter.of(interpreter, purse::metered),
            new EstimatingTokenCounter(),
            new PlainJsonSchemas(),
            shell,
            text -> {
              spilled.add(text);
              return Path.of("/tmp/spilled.txt");
            },
            ids,
            clock,
            later,
            JsonText::parse,
            JsonText::write,
            (folder, call) -> ToolResult.text("scheduled in " + folder),
            hooks(),
            observer);
    return new ReplyToMessage(
        agents,
        AgentCatchUp.NONE,
        sessions,
        conversations,
        asked,
        commands(),
        turnHooks(),
        TurnLoop.create(ports, asked),
        purse.budgets,
        clock);
  }

  TurnHooks turnHooks() {
    return new TurnHooks(hooks());
  }

  private Hooks hooks() {
    return new Hooks(hookFiles, hookCommands, JsonText::parse, JsonText::write);
  }

  AgentCommands commands() {
    return new AgentCommands(sources, kitchen.command(settings, clock), clock);
  }

  private record OneProvider(Provider provider) implements ProviderFactory {
    @Override
    public ProviderMetadata metadata() {
      return new ProviderMetadata(
          provider.name(), "Scripted", "", "scripted", null, List.of(), "", List.of());
    }

    @Override
    public Provider create(ProviderSettings settings) {
      return provider;
    }
  }

  private record NoSettings() implements ProviderSettings {
    @Override
    public Optional<String> setting(String key) {
      return Optional.empty();
    }

    @Override
    public Optional<String> secret(String key) {
      return Optional.empty();
    }
  }
}
