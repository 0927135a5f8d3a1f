package dev.gander.application;

import dev.gander.application.agent.AgentCatchUp;
import dev.gander.application.agent.AgentFactory;
import dev.gander.application.agent.AgentSetUp;
import dev.gander.application.agent.DefaultExtensions;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.SharedSessionCatchUp;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.app.ExportApp;
import dev.gander.application.api.app.ImportApp;
import dev.gander.application.api.app.ListApps;
import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.api.news.FollowNews;
import dev.gander.application.api.recipe.CreateRecipe;
import dev.gander.application.api.session.GetSession;
import dev.gander.application.api.source.EditDocuments;
import dev.gander.application.api.source.EditSkills;
import dev.gander.application.api.source.ListMentions;
import dev.gander.application.api.source.ListSkills;
import dev.gander.application.api.status.AssumedVersion;
import dev.gander.application.api.status.Diagnostics;
import dev.gander.application.api.status.Features;
import dev.gander.application.api.status.HideSecrets;
import dev.gander.application.api.status.SystemInfo;
import dev.gander.application.api.turn.AnswerExtension;
import dev.gander.application.api.turn.CancelTurn;
import dev.gander.application.api.turn.ConfirmToolCall;
import dev.gander.application.api.turn.FollowSession;
import dev.gander.application.api.turn.StartTurn;
import dev.gander.application.api.turn.SteerTurn;
import dev.gander.application.app.AppShelf;
import dev.gander.application.app.AppsConnector;
import dev.gander.application.approval.Approvals;
import dev.gander.application.approval.Resumption;
import dev.gander.application.command.AgentCommands;
import dev.gander.application.engine.EnginePorts;
import dev.gander.application.engine.TurnLoop;
import dev.gander.application.engine.prompt.RenderedPrompts;
import dev.gander.application.extension.ExtensionStarter;
import dev.gander.application.extension.StateExtensions;
import dev.gander.application.hook.Hooks;
import dev.gander.application.hook.TurnHooks;
import dev.gander.application.lookup.LookupExtensions;
import dev.gander.application.naming.SessionNames;
import dev.gander.application.news.News;
import dev.gander.application.news.NoticedEvents;
import dev.gander.application.policy.PolicyGuard;
import dev.gander.application.recipe.RecipeChoice;
import dev.gander.application.reply.ReplyToMessage;
import dev.gander.application.reply.UserQuestions;
import dev.gander.application.run.ResumedTurn;
import dev.gander.application.run.RunPlans;
import dev.gander.application.run.RunWork;
import dev.gander.application.run.UnwatchedTurn;
import dev.gander.application.schedule.AgentTask;
import dev.gander.application.schedule.ScheduleSettings;
import dev.gander.application.schedule.ScheduledRecipes;
import dev.gander.application.schedule.ShownRuns;
import dev.gander.application.settings.ActiveModel;
import dev.gander.application.settings.TypedSettings;
import dev.gander.application.subagent.SummonConnector;
import dev.gander.application.turn.Drain;
import dev.gander.application.turn.JournalSettings;
import dev.gander.application.turn.OtherNodes;
import dev.gander.application.turn.TurnWatch;
import dev.gander.application.turn.Turns;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionConnector;
import dev.gander.domain.extension.ExtensionResolver;
import dev.gander.domain.tunnel.LocalServer;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// The application, assembled on its ports. Closing it ends everything that it runs.
public final class Application implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Application.class.getName());
  private static final long DEFAULT_MOST_AGENTS = 100;
  private static final long USUAL_STAY = 300;

  private final SessionNames names = new SessionNames();
  private final News news;
  private final AccessServices access;
  private final Ports.Sessions sessions;
  private final Ports.Files files;
  private final Ports.Tools tools;
  private final Ports.Machine machine;
  private final PolicyGuard policy;
  private final TypedSettings settings;
  private final ActiveModel active;
  private final ListConfiguredExtensions configured;
  private final DefaultExtensions usual;
  private final DefaultMode defaultMode;
  private final ModelServices services;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final RecipeServices recipes;
  private final ApprovalServices approvals;
  private final UserQuestions questions;
  private final AppShelf apps;
  private final LiveAgents agents;
  private final TurnWatch watch;
  private final Turns turns;
  private final Resumption resumption;
  private final ScheduleServices schedules;
  private final RunServices runs;
  private final WebhookServices webhooks;
  private final KeepingServices keeping;
  private final TunnelServices tunnel;
  private final LocalModelServices localModels;
  private final UseCases useCases;
  private final Drain drain = new Drain();
  private final ClusterNodes nodes;
  private volatile boolean stopping;

  /// Builds everything and starts nothing: no file is opened and no service is called before first
  /// use.
  public Application(Ports ports) {
    access = new AccessServices(ports.access(), ports.machine());
    news = new News(ports.machine().ids());
    // What is noticed is there for its maker already.
    sessions = access.seen(ports.sessions()).noticed(names, news);
    files = ports.files();
    tools = ports.tools();
    nodes = ports.operating().nodes();
    machine = ports.machine();
    policy = new PolicyGuard(tools.policy(), tools.paths(), machine.home());
    settings = new TypedSettings(files.settings());
    active = new ActiveModel(files.settings());
    configured = new ListConfiguredExtensions(files.settings());
    usual = new DefaultExtensions(files.settings(), files.plugins());
    defaultMode = new DefaultMode(files.settings());
    services = new ModelServices(ports, sessions.sessions(), settings, active, threads);
    recipes = new RecipeServices(ports);
    approvals = new ApprovalServices(ports.coordination(), sessions, settings, machine);
    questions = approvals.questions();
    apps = new AppShelf(files.appCache(), machine.reader());
    agents = new LiveAgents(agentFactory(), access.sight(), mostAgents());
    watch = new TurnWatch(this::expectedStay, threads);
    turns =
        new Turns(
            sessions.sessions(),
            sessions.conversations(),
            ports.coordination().leases(),
            ports.coordination().others(),
            new NoticedEvents(ports.coordination().eventLog(new JournalSettings(settings)), news),
            replies(ports),
            watch,
            threads,
            access.sight(),
            ports.operating().observer());
    webhooks = new WebhookServices(ports.automation(), files.settings(), machine, threads);
    resumption =
        approvals.resumption(
            new AgentSetUp(sessions.sessions(), services.models(), recipes.ofSessions(), agents),
            turns,
            access.sight(),
            threads);
    schedules =
        new ScheduleServices(
            ports.schedules(),
            new ShownRuns.Showing(
                ports.automation().runs(), machine.ids(), _ -> webhooks.hasNews()),
            sessions,
            settings,
            machine,
            threads,
            access.sight(),
            recipes.ofSchedules(),
            this::runs);
    runs = runServices(ports);
    keeping =
        new KeepingServices(
            ports.keeping(),
            sessions.sessions(),
            ports.automation().runs(),
            ports.automation().deliveries(),
            ports.budgets().ledger(),
            settings,
            turns,
            agents,
            machine.clock());
    tunnel = new TunnelServices(ports, settings, services.knownSecrets());
    localModels = new LocalModelServices(ports.localModels(), threads);
    var stored =
        new SessionServices(
            sessions, machine, names, configured, recipes.ofSessions(), agents, turns);
    Approvals inbox = approvals.inbox(turns, access.sight());
    var operating = new OperatingServices(ports.operating(), settings);
    operating.watch(turns, watch, runs.runs());
    webhooks.watch(services.calls().observer());
    useCases =
        new UseCases(
            new AgentServices(
                    ports, sessions, policy, defaultMode, usual, services, recipes, agents, turns)
                .useCases(stored, ports.coordination().otherAgents()),
            appUseCases(),
            new UseCases.Turns(
                new StartTurn(turns, drain, machine.ids(), machine.clock()),
                new FollowSession(turns),
                new CancelTurn(turns),
                new SteerTurn(turns, machine.ids(), machine.clock()),
                new ConfirmToolCall(questions, access.sight()),
                new AnswerExtension(questions, access.sight()),
                news(inbox)),
            approvals.useCases(inbox, services.budgets().budgets()),
            stored.useCases(),
            stored.sharing(),
            schedules.useCases(turns.places(), nodes),
            services.budgets().useCases(),
            runs.useCases(new FollowSession(turns), schedules.schedules()),
            webhooks.useCases(),
            new ConfigServices(files, machine, active, configured, policy, recipes.library())
                .useCases(),
            recipes.useCases(createRecipe(), schedules.schedules()),
            new UseCases.Sources(
                new ListSkills(files.sources()),
                new EditSkills(files.skills(), files.sources(), machine.reader()),
                new EditDocuments(files.written()),
                new ListMentions(sessions.sessions(), files.sources())),
            services.useCases(),
            new DictationServices(ports, services).useCases(),
            localModels.useCases(),
            statusUseCases(),
            tunnel.useCases(),
            access.useCases(sessions),
            keeping.useCases(),
            operating.useCases(
                active,
                services.calls(),
                watch,
                sessions.sessions(),
                ports.coordination().others().places(),
                () -> stopping || drain.hasBegun(),
                threads,
                machine.version()));
  }

  /// Everything that clients can do.
  public UseCases useCases() {
    return useCases;
  }

  /// Begins to run jobs by the clock, to notice the edits of their files, to take over the runs and
  /// questions of dead servers, and to look after what is kept. Does not wait.
  public void startSchedules() {
    threads.execute(services.budgets()::warn);
    schedules.start();
    runs.start();
    webhooks.start(approvals.questions().kept(), services.budgets().budgets(), access.sight());
    keeping.start(threads);
    resumption.start();
  }

  /// Says that a server is listening, to which a tunnel can lead, and opens the tunnel if the user
  /// left it open. Does not wait.
  public void serveAt(LocalServer server) {
    tunnel.tunnel().leadTo(server);
    threads.execute(tunnel.tunnel()::openIfWanted);
  }

  /// Begins nothing new from now on, and lets the others know. What was begun goes on.
  public void drain() {
    drain.begin();
    schedules.schedules().drain();
    threads.execute(nodes::drain);
  }

  /// Whether something that was begun is not over.
  public boolean isBusy() {
    return turns.count() + runs.runs().underWay() + schedules.schedules().underWay() > 0;
  }

  /// Cancels all turns and ends all subscriptions once they have delivered the last events; no new
  /// turn can start. Does not wait.
  public void endTurns() {
    stopping = true;
    schedules.close();
    runs.close();
    webhooks.close();
    turns.close();
  }

  /// Ends the turns and stops all extensions. Waits up to one second for running turns and three
  /// for extensions; does not wait for them when interrupted.
  @Override
  public void close() {
    endTurns();
    tunnel.tunnel().close();
    localModels.close();
    threads.shutdownNow();
    try {
      threads.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    agents.close();
  }

  private AgentFactory agentFactory() {
    List<ExtensionConnector> connectors = new ArrayList<>();
    connectors.add(new StateExtensions(sessions.sessions(), settings, machine.home()));
    connectors.add(new AppsConnector(files.apps(), apps, new RenderedPrompts(files.prompts())));
    connectors.add(
        new LookupExtensions(
            files.sources(), sessions.sessions(), sessions.conversations(), sessions.search()));
    connectors.add(new SummonConnector(this::subAgents));
    connectors.addAll(tools.connectors());
    return new AgentFactory(
        sessions.sessions(),
        defaultMode,
        services.models(),
        new ExtensionStarter(
            connectors,
            new ExtensionResolver(files.secrets(), services.knownSecrets()),
            services.knownSecrets()),
        machine.workingDir(),
        machine.clock());
  }

  private SummonConnector.Parts subAgents() {
    return new SummonConnector.Parts(
        sessions.sessions(),
        agents,
        turns,
        services.models(),
        files.sources(),
        files.recipes(),
        recipes.check(),
        recipes.builder(),
        settings,
        machine.ids(),
        machine.clock(),
        threads,
        services.budgets().budgets());
  }

  /// A setting of the wrong type or an unreadable file must not keep the server from starting: it
  /// could not be fixed through the server then.
  private int mostAgents() {
    long most;
    try {
      most = settings.integer("GOOSE_MAX_ACTIVE_AGENTS").orElse(DEFAULT_MOST_AGENTS);
    } catch (InvalidInput | StorageException e) {
      LOG.log(Level.WARNING, "{0}; starting with {1}", e.text(), DEFAULT_MOST_AGENTS);
      most = DEFAULT_MOST_AGENTS;
    }
    return Math.clamp(most, 0, Integer.MAX_VALUE);
  }

  /// `GANDER_STUCK_TURN_AFTER` in seconds: how long a turn may stay in one stage before the log
  /// says so. Settings that cannot be read must not end the watch.
  private Duration expectedStay() {
    try {
      return Duration.ofSeconds(settings.positive("GANDER_STUCK_TURN_AFTER").orElse(USUAL_STAY));
    } catch (InvalidInput | StorageException _) {
      return Duration.ofSeconds(USUAL_STAY);
    }
  }

  private ReplyToMessage replies(Ports ports) {
    Hooks hooks = new Hooks(files.hooks(), tools.hooks(), machine.reader(), machine.writer());
    EnginePorts engine =
        new EnginePorts(
            sessions.sessions(),
            files.settings(),
            files.permissions(),
            files.pins(),
            policy,
            files.adversary(),
            files.prompts(),
            files.hints(),
            services.catalog(),
            services.interpreter(),
            ports.models().counter(),
            tools.schemas(),
            tools.shell(),
            files.results(),
            machine.ids(),
            machine.clock(),
            threads,
            machine.reader(),
            machine.writer(),
            (folder, call) -> schedules.tool().manageSchedule(folder, call),
            hooks,
            ports.operating().observer());
    return new ReplyToMessage(
        agents,
        catchUp(ports.coordination().others()),
        sessions.sessions(),
        sessions.conversations(),
        questions,
        new AgentCommands(files.sources(), recipes.command(), machine.clock()),
        new TurnHooks(hooks),
        TurnLoop.create(engine, questions),
        services.budgets().budgets(),
        machine.clock());
  }

  private AgentCatchUp catchUp(OtherNodes others) {
    var setUp =
        new AgentSetUp(sessions.sessions(), services.models(), recipes.ofSessions(), agents);
    return others.equals(OtherNodes.NONE)
        ? AgentCatchUp.NONE
        : new SharedSessionCatchUp(sessions.sessions(), setUp);
  }

  private CreateRecipe createRecipe() {
    return new CreateRecipe(
        sessions.sessions(),
        sessions.conversations(),
        agents,
        new RenderedPrompts(files.prompts()),
        active,
        configured,
        machine.reader(),
        machine.variables().getOrDefault("USER", machine.variables().get("USERNAME")),
        machine.clock());
  }

  private UseCases.Apps appUseCases() {
    return new UseCases.Apps(
        new ListApps(sessions.sessions(), agents, apps), new ExportApp(apps), new ImportApp(apps));
  }

  private AgentTask.Parts runs(ScheduledRecipes recipes, ScheduleSettings scheduling) {
    return new AgentTask.Parts(
        recipes,
        sessions.sessions(),
        agents,
        services.models(),
        defaultMode,
        usual,
        new UnwatchedTurn(sessions.sessions(), turns, watch, machine.ids()),
        services.budgets().budgets(),
        scheduling,
        machine.workingDir(),
        machine.clock());
  }

  private FollowNews news(Approvals inbox) {
    runs.listen(news::changed);
    return new FollowNews(
        new FollowNews.Sources(
            news,
            turns,
            sessions.sessions(),
            sessions.conversations(),
            inbox,
            runs.owned(),
            access.sight(),
            threads));
  }

  private RunServices runServices(Ports ports) {
    var choice = new RecipeChoice(recipes.check(), recipes.library(), machine.reader());
    var plans =
        new RunPlans(
            sessions.sessions(),
            choice,
            recipes.builder(),
            files.recipes(),
            services.models(),
            usual,
            defaultMode,
            machine.workingDir());
    var setUp =
        new AgentSetUp(sessions.sessions(), services.models(), recipes.ofSessions(), agents);
    var turn = new UnwatchedTurn(sessions.sessions(), turns, watch, machine.ids());
    var work =
        new RunWork(
            plans,
            new ResumedTurn(resumption, turn, machine.clock()),
            setUp,
            services.budgets().budgets(),
            sessions.conversations(),
            tools.schemas(),
            machine.reader(),
            machine.clock());
    return new RunServices(ports.automation(), work, settings, machine, webhooks, drain, threads);
  }

  private UseCases.Status statusUseCases() {
    var system = new SystemInfo(machine.version(), machine.os(), active, configured);
    return new UseCases.Status(
        new Features(Map.of("code-mode", () -> false), localModels::engine),
        system,
        new Diagnostics(
            new GetSession(sessions.sessions(), sessions.conversations()),
            system,
            configured,
            files.diagnostics(),
            files.prompts(),
            files.secrets(),
            services.knownSecrets(),
            watch,
            machine.clock()),
        new AssumedVersion(files.settings()),
        new HideSecrets(services.knownSecrets()));
  }
}
