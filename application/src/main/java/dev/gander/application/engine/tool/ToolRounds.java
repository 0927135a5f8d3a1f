package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.permission.PermissionGate;
import dev.gander.application.engine.prompt.Briefing;
import dev.gander.application.engine.prompt.FolderHints;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import java.util.List;

/// Answers the tool calls of one round: those of the client first, then, as the mode and the user
/// allow, the others side by side. The answers are shown in the order of the calls when the last
/// one is there.
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
  private final ToolBatches batches;
  private final FolderHints hints;

  public ToolRounds(PermissionGate gate, ToolBatches batches, FolderHints hints) {
    this.gate = gate;
    this.batches = batches;
    this.hints = hints;
  }

  /// Asks about a tool that is not ours, and waits.
  public ConfirmationAction askUser(Dialogue dialogue, Action.ToolConfirmation question)
      throws InterruptedException {
    return gate.askUser(dialogue, question);
  }

  /// Whatever is finished when this ends, in whatever way, is stored with its request; a call
  /// without an answer is not stored.
  public void run(Dialogue dialogue, Briefing briefing, ToolAnswers answers)
      throws InterruptedException {
    try {
      answer(dialogue, briefing, answers);
    } finally {
      answers.storeFinished();
    }
    answers.show();
  }

  private void answer(Dialogue dialogue, Briefing briefing, ToolAnswers answers)
      throws InterruptedException {
    for (Content.ToolRequest request : answers.requests()) {
      if (FrontendTools.owns(dialogue.agent(), request)) {
        FrontendTools.await(dialogue, request);
      }
    }
    if (dialogue.mode() == GooseMode.CHAT) {
      answers.requests().forEach(request -> answers.put(request, NOT_IN_CHAT));
      return;
    }
    List<Content.ToolRequest> allowed =
        gate.allowed(dialogue, briefing, answers.requests(), answers::announce);
    answers.requests().stream()
        .filter(request -> !allowed.contains(request))
        .forEach(request -> answers.put(request, DECLINED));
    batches.run(dialogue, allowed, answers);
    hints.follow(dialogue.agent(), allowed);
  }
}
