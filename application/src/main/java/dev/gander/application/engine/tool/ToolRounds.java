package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.permission.PermissionGate;
import dev.gander.application.engine.prompt.Briefing;
import dev.gander.application.engine.prompt.FolderHints;
import dev.gander.application.hook.Objection;
import dev.gander.application.hook.ToolHooks;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.TurnStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers the tool calls of one round: first the client's tools, then, as far as the mode and the
/// user allow, the others concurrently. The answers are shown in the order of the calls, once all
/// are complete.
public final class ToolRounds {
  private static final Outcome<ToolResult> NOT_IN_CHAT =
      Outcome.success(
          ToolResult.text(
              "This session only talks: the tool was not run. Tell the user what you would have"
                  + " done with it and why, as a plan, and without an apology."));
  private static final Outcome<ToolResult> DECLINED =
      Outcome.success(
          ToolResult.error(
              "The user has declined to run this tool. Do not try again. If there is no other way,"
                  + " stop and explain what you need."));

  private final PermissionGate gate;
  private final ToolHooks hooks;
  private final SurplusCalls surplus;
  private final ToolBatches batches;
  private final FolderHints hints;

  public ToolRounds(
      PermissionGate gate,
      ToolHooks hooks,
      SurplusCalls surplus,
      ToolBatches batches,
      FolderHints hints) {
    this.gate = gate;
    this.hooks = hooks;
    this.surplus = surplus;
    this.batches = batches;
    this.hints = hints;
  }

  /// Asks the user about another agent's tool, and waits.
  public ConfirmationAction askUser(Dialogue dialogue, Action.ToolConfirmation question)
      throws InterruptedException {
    return gate.askUser(dialogue, question);
  }

  /// Every call has an answer in the store when this ends, for whatever reason.
  public void run(Dialogue dialogue, Briefing briefing, ToolAnswers answers)
      throws InterruptedException {
    try {
      answers.announce(answers.requests().getFirst());
      answer(dialogue, briefing, answers);
    } finally {
      answers.closeOpen();
    }
    answers.show();
  }

  private void answer(Dialogue dialogue, Briefing briefing, ToolAnswers answers)
      throws InterruptedException {
    List<Content.ToolRequest> requests = surplus.refuse(answers);
    for (Content.ToolRequest request : requests) {
      if (FrontendTools.owns(dialogue.agent(), request)) {
        answers.begin(List.of(request));
        FrontendTools.await(dialogue, request);
      }
    }
    if (dialogue.mode() == GooseMode.CHAT) {
      requests.forEach(request -> answers.put(request, NOT_IN_CHAT));
      return;
    }
    dialogue.output().at(TurnStage.JUDGING);
    PermissionGate.Judgement judgement =
        gate.judge(dialogue, briefing, requests, answers::announce);
    List<Content.ToolRequest> agreed =
        SurplusCalls.refuse(
            withoutObjection(dialogue, judgement.allowed(), answers),
            dialogue.output().tab(),
            answers);
    answers.begin(agreed);
    judgement
        .blocked()
        .forEach((request, why) -> answers.put(request, Outcome.success(ToolResult.error(why))));
    answers.decline(
        requests.stream().filter(it -> !judgement.blocked().containsKey(it)).toList(), DECLINED);
    batches.run(dialogue, agreed, answers);
    hints.follow(dialogue.agent(), agreed);
  }

  /// Asks hooks about one call after the other, in their order: a hook need not be ready to run
  /// twice at once. Calls that one objects to are answered.
  private List<Content.ToolRequest> withoutObjection(
      Dialogue dialogue, List<Content.ToolRequest> allowed, ToolAnswers answers)
      throws InterruptedException {
    List<Content.ToolRequest> agreed = new ArrayList<>();
    for (Content.ToolRequest request : allowed) {
      Optional<Objection> objection =
          request.call() instanceof Outcome.Success<ToolCall>(ToolCall call)
              ? hooks.before(dialogue.agent(), call)
              : Optional.empty();
      if (objection.isPresent()) {
        answers.put(request, refusal(objection.get()));
      } else {
        agreed.add(request);
      }
    }
    return agreed;
  }

  private static Outcome<ToolResult> refusal(Objection objection) {
    return Outcome.failure(
        ExtensionException.INTERNAL_ERROR
            + ": The tool was not run, since a hook objects ("
            + objection.text()
            + "). Do not retry the same call.");
  }
}
