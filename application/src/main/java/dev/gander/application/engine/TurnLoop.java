package dev.gander.application.engine;

import dev.gander.application.agent.FinalOutput;
import dev.gander.application.budget.TurnTab;
import dev.gander.application.engine.compaction.Compaction;
import dev.gander.application.engine.compaction.ConversationSizes;
import dev.gander.application.engine.compaction.OldToolCalls;
import dev.gander.application.engine.compaction.Summary;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.RoundEnd;
import dev.gander.application.engine.dialogue.ToolShims;
import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.application.engine.dialogue.UsageAccounting;
import dev.gander.application.engine.naming.SessionNaming;
import dev.gander.application.engine.permission.Inspectors;
import dev.gander.application.engine.permission.PermissionGate;
import dev.gander.application.engine.permission.PermissionJudge;
import dev.gander.application.engine.permission.PinnedTools;
import dev.gander.application.engine.prompt.Briefing;
import dev.gander.application.engine.prompt.Briefings;
import dev.gander.application.engine.prompt.FinalOutputs;
import dev.gander.application.engine.prompt.FolderHints;
import dev.gander.application.engine.prompt.RenderedPrompts;
import dev.gander.application.engine.prompt.RoundCount;
import dev.gander.application.engine.prompt.SystemPrompt;
import dev.gander.application.engine.prompt.TurnContext;
import dev.gander.application.engine.tool.LargeResults;
import dev.gander.application.engine.tool.SurplusCalls;
import dev.gander.application.engine.tool.ToolBatches;
import dev.gander.application.engine.tool.ToolCaller;
import dev.gander.application.engine.tool.ToolRounds;
import dev.gander.application.hook.ToolHooks;
import dev.gander.application.hook.TurnHooks;
import dev.gander.application.policy.RuledCommands;
import dev.gander.application.reply.TurnEngine;
import dev.gander.application.reply.UserQuestions;
import dev.gander.application.toolshim.SpokenCalls;
import dev.gander.application.toolshim.ToolTexts;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.OpenCalls;
import dev.gander.domain.message.Transcript;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.ShellCommands;
import dev.gander.domain.turn.TurnStage;
import java.time.Clock;
import java.util.List;

/// The agent loop: call the model, run the tools it requests, and repeat until it requests none.
/// The turn ends when the model has answered or failed, or at the limit on rounds.
public final class TurnLoop implements TurnEngine {
  private final Briefings briefings;
  private final Rounds rounds;
  private final Compaction compaction;
  private final OldToolCalls oldCalls;
  private final FinalOutputs finalOutputs;
  private final ShellCommands shell;
  private final TurnHooks hooks;
  private final PermissionGate gate;
  private final SessionNaming naming;
  private final TurnSettings settings;
  private final Clock clock;

  /// Creates the engine with all its parts.
  public static TurnLoop create(EnginePorts ports, UserQuestions questions) {
    TurnSettings settings = new TurnSettings(ports.settings());
    RenderedPrompts prompts = new RenderedPrompts(ports.prompts());
    Transcript transcript = new Transcript(ports.json());
    ToolShims shims =
        new ToolShims(
            new SpokenCalls(ports.interpreter(), ports.reader(), ports.ids()),
            new ToolTexts(ports.json()));
    PermissionJudge judge = new PermissionJudge(prompts, ports.permissions(), shims);
    PermissionGate gate =
        new PermissionGate(
            ports.permissions(),
            new PinnedTools(ports.pins(), ports.json()),
            judge,
            Inspectors.of(settings, ports.policy(), ports.adversary(), ports.ids(), ports.json()),
            questions,
            settings);
    FinalOutputs finalOutputs = new FinalOutputs(ports.schemas(), ports.json());
    ToolHooks toolHooks = new ToolHooks(ports.hooks());
    ToolCaller caller =
        new ToolCaller(
            new LargeResults(ports.resultFiles(), settings),
            finalOutputs,
            ports.platform(),
            toolHooks,
            ports.observer(),
            ports.json());
    ToolBatches batches = new ToolBatches(caller, questions, settings, ports.ids());
    UsageAccounting accounting = new UsageAccounting(ports.sessions(), ports.catalog());
    Rounds rounds =
        new Rounds(
            new TurnContext(settings, ports.clock()),
            accounting,
            new ToolRounds(
                gate,
                toolHooks,
                new SurplusCalls(settings),
                batches,
                new FolderHints(ports.hints()),
                questions),
            shims,
            ports.ids());
    return new TurnLoop(
        new Briefings(new SystemPrompt(prompts, ports.hints(), finalOutputs)),
        rounds,
        new Compaction(
            settings,
            new Summary(prompts, transcript),
            accounting,
            new ConversationSizes(ports.tokens(), ports.json())),
        new OldToolCalls(settings, transcript, ports.ids()),
        finalOutputs,
        new RuledCommands(ports.shell(), ports.policy()),
        new TurnHooks(ports.hooks()),
        gate,
        new SessionNaming(ports.sessions(), prompts, settings, ports.background()),
        settings,
        ports.clock());
  }

  private TurnLoop(
      Briefings briefings,
      Rounds rounds,
      Compaction compaction,
      OldToolCalls oldCalls,
      FinalOutputs finalOutputs,
      ShellCommands shell,
      TurnHooks hooks,
      PermissionGate gate,
      SessionNaming naming,
      TurnSettings settings,
      Clock clock) {
    this.briefings = briefings;
    this.rounds = rounds;
    this.compaction = compaction;
    this.oldCalls = oldCalls;
    this.finalOutputs = finalOutputs;
    this.shell = shell;
    this.hooks = hooks;
    this.gate = gate;
    this.naming = naming;
    this.settings = settings;
    this.clock = clock;
  }

  @Override
  public void run(Start start) throws InterruptedException {
    Dialogue dialogue = new Dialogue(start, clock);
    if (compaction.beforeTurn(dialogue)) {
      try (OldToolCalls.Summaries summaries = oldCalls.sumUp(dialogue)) {
        converse(dialogue, briefed(dialogue));
        summaries.store(dialogue);
      }
    }
  }

  @Override
  public void goOn(Start start, List<OpenCalls> open) throws InterruptedException {
    Dialogue dialogue = new Dialogue(start, clock);
    Briefing briefing = briefed(dialogue);
    rounds.goOn(dialogue, briefing, open);
    converse(dialogue, briefing);
  }

  private Briefing briefed(Dialogue dialogue) throws InterruptedException {
    dialogue.output().at(TurnStage.PREPARING);
    Briefing briefing = briefings.first(dialogue);
    gate.learn(dialogue.mode(), briefing.tools());
    return briefing;
  }

  private void converse(Dialogue dialogue, Briefing first) throws InterruptedException {
    Briefing briefing = first;
    naming.begin(dialogue);
    // Discards what a cancelled turn left behind.
    dialogue.agent().finalOutput().ifPresent(FinalOutput::take);
    Reminders reminders = new Reminders(dialogue.agent().goals());
    RecipeRetries retries = new RecipeRetries(shell, settings, dialogue);
    Stops stops = new Stops(hooks, settings.mostRefusedStops());
    boolean wasTooLong = false;
    int limit = limit(dialogue);
    for (int round = 1; round <= limit; round++) {
      stopIfCancelled();
      dialogue.output().at(TurnStage.PREPARING);
      dialogue.takeUpModel();
      briefing = briefings.next(dialogue, briefing);
      RoundEnd end = rounds.play(dialogue, briefing, new RoundCount(round, limit));
      tellOfBudgets(dialogue);
      if (end == RoundEnd.TOOLS_CALLED) {
        reminders.toolsRan();
        stops.toolsRan();
      }
      boolean goesOn = goesOn(end, dialogue, wasTooLong, reminders, retries);
      boolean isSteered = end.isAnswered() && dialogue.takeUpInterjections();
      if (!goesOn && !isSteered) {
        if (!stops.isRefused(dialogue, end)) {
          return;
        }
        round--; // It costs no round that a hook objects.
      }
      wasTooLong = end == RoundEnd.TOO_LONG;
    }
    dialogue.remark(
        "I've reached the maximum number of actions I may take without hearing from you ("
            + limit
            + "). Shall I go on?");
    dialogue.output().askedTooOften();
    stops.reached(dialogue);
  }

  private static void tellOfBudgets(Dialogue dialogue) {
    TurnTab tab = dialogue.output().tab();
    for (String text : tab.hasSpent() ? List.<String>of() : tab.takeNews()) {
      dialogue.notice(new Content.SystemNotification("inlineMessage", text));
    }
  }

  /// An answer ends the turn unless it has to be submitted, there is a goal, or a check of the
  /// recipe fails. A conversation that is too long is compacted and the request repeated, but not
  /// twice in a row.
  private boolean goesOn(
      RoundEnd end,
      Dialogue dialogue,
      boolean wasTooLong,
      Reminders reminders,
      RecipeRetries retries)
      throws InterruptedException {
    return switch (end) {
      case TOOLS_CALLED ->
          !finalOutputs.isHandedIn(dialogue)
              || retries.startsOver()
              || !finalOutputs.handOver(dialogue);
      case ANSWERED ->
          finalOutputs.insist(dialogue) || reminders.goesOn(dialogue) || retries.startsOver();
      case FAILED, UNREADABLE -> false;
      case TOO_LONG -> compaction.afterOverflow(dialogue, wasTooLong);
    };
  }

  /// A recipe's own limit counts before the settings'.
  private int limit(Dialogue dialogue) {
    return dialogue
        .agent()
        .recipe()
        .flatMap(Recipe::maxTurns)
        .map(turns -> Math.clamp(turns, 0, Integer.MAX_VALUE))
        .orElseGet(() -> settings.maxRounds(dialogue.session().type()));
  }

  @Override
  public void compact(Start start) throws InterruptedException {
    compaction.onCommand(new Dialogue(start, clock));
  }

  private static void stopIfCancelled() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("cancelled between two rounds");
    }
  }
}
