package dev.gander.application.engine.permission;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.application.engine.prompt.Briefing;
import dev.gander.application.reply.Asking;
import dev.gander.application.reply.UserQuestions;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.permission.PermissionVerdict;
import dev.gander.domain.permission.ToolPermissions;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.turn.AskedQuestion.Asker;
import dev.gander.domain.turn.TurnStage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Decides which calls of a round may run: by mode and remembered decisions, by the inspectors, and
/// by asking the user about one call after the other.
public final class PermissionGate {
  private static final System.Logger LOG = System.getLogger(PermissionGate.class.getName());
  private static final String ABOUT_EXTENSIONS =
      "The agent wants to turn an extension on or off, which changes the tools that it has.";

  private final ToolPermissions permissions;
  private final PinnedTools pinned;
  private final PermissionJudge judge;
  private final Inspectors inspectors;
  private final UserQuestions questions;
  private final TurnSettings settings;

  public PermissionGate(
      ToolPermissions permissions,
      PinnedTools pinned,
      PermissionJudge judge,
      Inspectors inspectors,
      UserQuestions questions,
      TurnSettings settings) {
    this.permissions = permissions;
    this.pinned = pinned;
    this.judge = judge;
    this.inspectors = inspectors;
    this.questions = questions;
    this.settings = settings;
  }

  /// What may run, in order, and what inspectors have blocked, with the text that answers it. Two
  /// requests may be equal.
  public record Judgement(
      List<Content.ToolRequest> allowed, IdentityHashMap<Content.ToolRequest, String> blocked) {}

  /// A call and its verdict.
  ///
  /// @param foreign its tool, if that is listed and of an extension that we did not make
  /// @param prompt tells the user the reason for the question
  /// @param block the inspector's text if one has blocked the call
  private record Decision(
      Content.ToolRequest request,
      ToolCall call,
      Optional<ForeignTool> foreign,
      PermissionVerdict verdict,
      @Nullable String prompt,
      @Nullable String block) {
    Decision with(PermissionVerdict changed) {
      return new Decision(request, call, foreign, changed, prompt, block);
    }

    Decision asking(String question) {
      String all = prompt == null ? question : prompt + "\n\n" + question;
      return new Decision(request, call, foreign, PermissionVerdict.ASK, all, block);
    }

    Decision blocked(String text) {
      return new Decision(request, call, foreign, PermissionVerdict.DENY, prompt, text);
    }
  }

  /// Records tools that declare that they write, so that no session has to judge them again
  /// (`smart_approve` only).
  public void learn(GooseMode mode, List<Tool> tools) {
    if (mode != GooseMode.SMART_APPROVE) {
      return;
    }
    try {
      permissions.setJudgedLevels(
          tools.stream().filter(this::isNewlyKnownToWrite).map(Tool::name).toList(),
          PermissionLevel.ASK_BEFORE);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "what tools say about themselves could not be stored", e);
    }
  }

  private boolean isNewlyKnownToWrite(Tool tool) {
    return tool.readOnlyHint().equals(Optional.of(false))
        && !permissions.judgedLevel(tool.name()).equals(Optional.of(PermissionLevel.ASK_BEFORE));
  }

  /// Decides about the requests of an answer. Waits for the user where necessary; nothing runs in
  /// the meantime.
  ///
  /// @param announce shows a request to the user before the question about it
  public Judgement judge(
      Dialogue dialogue,
      Briefing briefing,
      List<Content.ToolRequest> requests,
      Consumer<Content.ToolRequest> announce)
      throws InterruptedException {
    List<Decision> decisions = new ArrayList<>();
    for (Content.ToolRequest request : requests) {
      if (request.call() instanceof Outcome.Success<ToolCall>(ToolCall call)) {
        decisions.add(decide(dialogue, briefing, request, call));
      }
    }
    List<Decision> inspected = new ArrayList<>();
    for (Decision decision : judged(dialogue, decisions)) {
      inspected.add(answerable(dialogue, inspected(dialogue, decision)));
    }
    List<Content.ToolRequest> allowed = new ArrayList<>();
    IdentityHashMap<Content.ToolRequest, String> blocked = new IdentityHashMap<>();
    for (Decision decision : inspected) {
      if (decision.block() != null) {
        blocked.put(decision.request(), decision.block());
      } else if (isAllowed(dialogue, decision, announce)) {
        allowed.add(decision.request());
      }
    }
    return new Judgement(allowed, blocked);
  }

  private Decision decide(
      Dialogue dialogue, Briefing briefing, Content.ToolRequest request, ToolCall call) {
    PermissionVerdict verdict =
        isSubAgent(dialogue)
            ? PermissionVerdict.ofSubAgent(call.name(), permissions)
            : PermissionVerdict.of(
                dialogue.mode(), call.name(), briefing.tool(call.name()), permissions);
    String prompt =
        call.name().equals(PermissionVerdict.MANAGE_EXTENSIONS) ? ABOUT_EXTENSIONS : null;
    Decision decision =
        new Decision(
            request,
            call,
            ForeignTool.called(call.name(), briefing, dialogue.agent()),
            verdict,
            prompt,
            null);
    boolean always =
        dialogue.mode() != GooseMode.AUTO
            && verdict == PermissionVerdict.ALLOW
            && permissions.userLevel(call.name()).equals(Optional.of(PermissionLevel.ALWAYS_ALLOW));
    return always ? objection(decision, briefing).map(decision::asking).orElse(decision) : decision;
  }

  /// What the user always allows is asked about again if it has become something else.
  private Optional<String> objection(Decision decision, Briefing briefing) {
    String name = decision.call().name();
    return briefing.tool(name) == null
        ? pinned.objectionToUnlisted(name)
        : decision.foreign().flatMap(foreign -> pinned.objection(foreign.tool()));
  }

  /// Asks the model about all unknown tools in one request.
  private List<Decision> judged(Dialogue dialogue, List<Decision> decisions)
      throws InterruptedException {
    Set<String> unknown = new LinkedHashSet<>();
    decisions.stream()
        .filter(decision -> decision.verdict() == PermissionVerdict.JUDGE)
        .forEach(decision -> unknown.add(decision.call().name()));
    if (unknown.isEmpty()) {
      return decisions;
    }
    Set<String> readOnly = judge.readOnlyTools(dialogue, unknown);
    return decisions.stream()
        .map(
            decision ->
                decision.verdict() != PermissionVerdict.JUDGE
                    ? decision
                    : decision.with(
                        readOnly.contains(decision.call().name())
                            ? PermissionVerdict.ALLOW
                            : PermissionVerdict.ASK))
        .toList();
  }

  /// An inspector can force a question about a call that would run, in every mode, or block it; it
  /// cannot allow what was denied. A block ends the inspection.
  private Decision inspected(Dialogue dialogue, Decision decision) throws InterruptedException {
    if (decision.verdict() == PermissionVerdict.DENY) {
      return decision;
    }
    ExaminedCall examined = new ExaminedCall(dialogue, decision.request().id(), decision.call());
    List<String> questions = new ArrayList<>();
    for (ToolInspector inspector : inspectors.all()) {
      switch (inspector.examine(examined).orElse(null)) {
        case null -> {}
        case Finding.Question(String text) -> questions.add(text);
        case Finding.Block(String text) -> {
          return decision.blocked(text);
        }
        case Finding.Notice(String text) ->
            dialogue.notice(new Content.SystemNotification("inlineMessage", text));
      }
    }
    return questions.isEmpty() ? decision : decision.asking(questions.getFirst());
  }

  /// The questions of a sub-agent are shown to nobody.
  private static Decision answerable(Dialogue dialogue, Decision decision) {
    boolean asks = decision.verdict() == PermissionVerdict.ASK && isSubAgent(dialogue);
    return asks ? decision.blocked(unasked(decision.prompt())) : decision;
  }

  private static String unasked(@Nullable String prompt) {
    return "This call was not run: it needs the user's consent, for which a sub-agent cannot ask."
        + (prompt == null ? "" : "\n\n" + prompt);
  }

  private boolean isAllowed(
      Dialogue dialogue, Decision decision, Consumer<Content.ToolRequest> announce)
      throws InterruptedException {
    return switch (decision.verdict()) {
      case ALLOW -> true;
      case DENY -> false;
      case ASK, JUDGE -> {
        announce.accept(decision.request());
        yield ask(dialogue, decision);
      }
    };
  }

  private static boolean isSubAgent(Dialogue dialogue) {
    return dialogue.session().type() == SessionType.SUB_AGENT;
  }

  private boolean ask(Dialogue dialogue, Decision decision) throws InterruptedException {
    ConfirmationAction answer =
        askUser(
            dialogue,
            new Action.ToolConfirmation(
                decision.request().id(),
                decision.call().name(),
                decision.call().argumentsOrEmpty(),
                warned(decision),
                JsonObject.EMPTY));
    answer.remembered().ifPresent(level -> remember(decision, level));
    return answer.allows();
  }

  private static @Nullable String warned(Decision decision) {
    return decision
        .foreign()
        .flatMap(ForeignTool::warning)
        .map(decision::asking)
        .orElse(decision)
        .prompt();
  }

  /// Shows a question of another agent to the user and waits for the answer, which is not
  /// remembered. It ends with the server: the agent does, too.
  public ConfirmationAction askForAgent(Dialogue dialogue, Action.ToolConfirmation question)
      throws InterruptedException {
    try {
      return askUser(dialogue, question);
    } finally {
      questions.over(dialogue.sessionId(), Set.of(question.id()));
    }
  }

  private ConfirmationAction askUser(Dialogue dialogue, Action.ToolConfirmation question)
      throws InterruptedException {
    dialogue.output().at(TurnStage.AWAITING_USER);
    ConfirmationAction answer =
        questions.confirm(
            new Asking(
                new Asker(dialogue.sessionId(), dialogue.output().requestId(), question.id()),
                question,
                patience(dialogue),
                dialogue.output()::interruption),
            () -> dialogue.notice(new Content.ActionRequired(question)));
    dialogue.output().at(TurnStage.JUDGING);
    return answer;
  }

  /// A recipe's own time counts before the settings'.
  private Optional<Duration> patience(Dialogue dialogue) {
    return dialogue.agent().recipe().flatMap(Recipe::approvalTime).or(settings::approvalTime);
  }

  /// The answer applies to this call even if it cannot be stored for later ones.
  private void remember(Decision decision, PermissionLevel level) {
    String tool = decision.call().name();
    if (level == PermissionLevel.ALWAYS_ALLOW) {
      decision.foreign().ifPresent(foreign -> pinned.pin(foreign.tool()));
    }
    try {
      permissions.setUserLevel(tool, level);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the decision about tool " + tool + " could not be stored", e);
    }
  }
}
