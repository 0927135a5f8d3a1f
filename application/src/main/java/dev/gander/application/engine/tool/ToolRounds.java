package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.permission.PermissionGate;
import dev.gander.application.engine.prompt.Briefing;
import dev.gander.application.engine.prompt.FolderHints;
import dev.gander.application.hook.Objection;
import dev.gander.application.hook.ToolHooks;
import dev.gander.application.reply.UserQuestions;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Interruption;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.PendingQuestions.Kind;
import dev.gander.domain.turn.TurnStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
  private final UserQuestions questions;

  public ToolRounds(
      PermissionGate gate,
      ToolHooks hooks,
      SurplusCalls surplus,
      ToolBatches batches,
      FolderHints hints,
      UserQuestions questions) {
    this.gate = gate;
    this.hooks = hooks;
    this.surplus = surplus;
    this.batches = batches;
    this.hints = hints;
    this.questions = questions;
  }

  /// Asks the user about another agent's tool, and waits.
  public ConfirmationAction askUser(Dialogue dialogue, Action.ToolConfirmation question)
      throws InterruptedException {
    return gate.askForAgent(dialogue, question);
  }

  /// Every call has an answer in the store when this ends, for whatever reason, unless the server
  /// ends and its user is asked: then the calls are left to [#goOn].
  public void run(Dialogue dialogue, Briefing briefing, ToolAnswers answers)
      throws InterruptedException {
    try {
      answers.announce(answers.requests().getFirst());
      answer(dialogue, briefing, answers);
    } finally {
      close(dialogue, answers);
    }
    answers.show();
  }

  /// Goes on with calls about which an earlier server has asked. Where it waited for a decision,
  /// none has begun, and all are decided, as the user has answered meanwhile. Where tools asked,
  /// those run again from their beginning and get the answers; what ran beside them may have had
  /// its effect.
  public void goOn(Dialogue dialogue, Briefing briefing, ToolAnswers answers)
      throws InterruptedException {
    List<AskedQuestion> asked = questions.of(dialogue.sessionId());
    if (asked.stream().anyMatch(question -> question.kind() == Kind.CONFIRMATION)) {
      run(dialogue, briefing, answers);
      return;
    }
    Set<String> askers =
        asked.stream().map(it -> it.asker().toolRequestId()).collect(Collectors.toSet());
    try {
      answers.begin(answers.requests());
      List<Content.ToolRequest> again =
          answers.requests().stream().filter(it -> askers.contains(it.id())).toList();
      answers.requests().stream()
          .filter(it -> !again.contains(it))
          .forEach(it -> answers.put(it, Interruption.SUDDEN_END.answer(true)));
      batches.run(dialogue, again, answers);
    } finally {
      close(dialogue, answers);
    }
    answers.show();
  }

  private void close(Dialogue dialogue, ToolAnswers answers) {
    Set<String> asked = leftAsked(dialogue);
    boolean isUndecided = !asked.isEmpty() && answers.isNoneBegun();
    Predicate<Content.ToolRequest> stays = call -> isUndecided || asked.contains(call.id());
    answers.closeOpen(stays);
    over(dialogue, answers.requests().stream().filter(stays.negate()).toList());
  }

  /// The calls about which the next server has to ask.
  private Set<String> leftAsked(Dialogue dialogue) {
    return questions.outlives(dialogue.output().interruption())
        ? questions.of(dialogue.sessionId()).stream()
            .map(question -> question.asker().toolRequestId())
            .collect(Collectors.toSet())
        : Set.of();
  }

  private void over(Dialogue dialogue, List<Content.ToolRequest> calls) {
    questions.over(
        dialogue.sessionId(),
        calls.stream().map(Content.ToolRequest::id).collect(Collectors.toSet()));
  }

  private void answer(Dialogue dialogue, Briefing briefing, ToolAnswers answers)
      throws InterruptedException {
    List<Content.ToolRequest> requests = readable(surplus.refuse(answers), answers);
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
    // From here on a call may have had its effect, and must not run again.
    over(dialogue, requests);
    batches.run(dialogue, agreed, answers);
    hints.follow(dialogue.agent(), agreed);
  }

  /// The calls that can be parsed; the others are answered with what is wrong.
  private static List<Content.ToolRequest> readable(
      List<Content.ToolRequest> requests, ToolAnswers answers) {
    List<Content.ToolRequest> readable = new ArrayList<>();
    for (Content.ToolRequest request : requests) {
      switch (request.call()) {
        case Outcome.Success<ToolCall> _ -> readable.add(request);
        case Outcome.Failure<ToolCall>(String error) ->
            answers.put(request, Outcome.failure(error));
      }
    }
    return readable;
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
