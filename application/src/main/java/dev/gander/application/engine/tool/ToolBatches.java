package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.application.reply.UserQuestions;
import dev.gander.domain.extension.CallTimer;
import dev.gander.domain.message.Content;
import dev.gander.domain.session.IdSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Runs tool calls concurrently, each on a virtual thread.
public final class ToolBatches {
  private final ToolCaller caller;
  private final UserQuestions questions;
  private final TurnSettings settings;
  private final IdSource ids;

  public ToolBatches(
      ToolCaller caller, UserQuestions questions, TurnSettings settings, IdSource ids) {
    this.caller = caller;
    this.questions = questions;
    this.settings = settings;
    this.ids = ids;
  }

  /// Returns when all calls are answered; those that take too long are interrupted and answered
  /// with an error. On interruption it interrupts the calls and leaves those without an answer
  /// unanswered.
  void run(Dialogue dialogue, List<Content.ToolRequest> requests, ToolAnswers answers)
      throws InterruptedException {
    ToolInbox inbox = new ToolInbox();
    CallsInFlight open = new CallsInFlight(dialogue.output());
    Duration limit = settings.toolTime();
    try {
      for (Content.ToolRequest request : requests) {
        CallTimer timer = new CallTimer(limit);
        open.start(new RunningTool(dialogue, request, inbox, questions, ids, timer), caller);
      }
      open.tellStage();
      while (!open.isEmpty()) {
        Optional<ToolInbox.Letter> letter = inbox.take(open.timeLeft());
        letter.ifPresent(it -> handle(it, dialogue, open, answers));
        open.endLate(answers);
      }
    } finally {
      open.interrupt();
    }
  }

  private static void handle(
      ToolInbox.Letter letter, Dialogue dialogue, CallsInFlight open, ToolAnswers answers) {
    if (!open.has(letter.request())) {
      return; // It was given up.
    }
    switch (letter) {
      case ToolInbox.Note(var request, var event) -> {
        answers.announce(request);
        dialogue.output().emit(event);
      }
      case ToolInbox.Work(var request, var event) -> {
        answers.announce(request);
        dialogue.output().emit(event);
      }
      case ToolInbox.Question(var request, var message) -> {
        answers.announce(request);
        dialogue.commit(List.of(message)).forEach(dialogue.output()::show);
        open.tellStage();
      }
      case ToolInbox.QuestionOver _ -> open.tellStage();
      case ToolInbox.Answer(var request, var outcome) -> {
        open.remove(request);
        PlatformNotice.in(request.id(), outcome).ifPresent(dialogue.output()::emit);
        answers.put(request, outcome);
      }
    }
  }
}
