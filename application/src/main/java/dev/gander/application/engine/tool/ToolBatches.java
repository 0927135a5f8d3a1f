package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.reply.UserQuestions;
import dev.gander.domain.message.Content;
import dev.gander.domain.session.IdSource;
import java.util.List;

/// Runs tool calls concurrently, each on a virtual thread.
public final class ToolBatches {
  private final ToolCaller caller;
  private final UserQuestions questions;
  private final IdSource ids;

  public ToolBatches(ToolCaller caller, UserQuestions questions, IdSource ids) {
    this.caller = caller;
    this.questions = questions;
    this.ids = ids;
  }

  /// Returns when all calls are answered. On interruption it interrupts the calls and leaves those
  /// without an answer unanswered.
  void run(Dialogue dialogue, List<Content.ToolRequest> requests, ToolAnswers answers)
      throws InterruptedException {
    ToolInbox inbox = new ToolInbox();
    List<Thread> threads =
        requests.stream()
            .map(request -> new RunningTool(dialogue, request, inbox, questions, ids))
            .map(tool -> Thread.ofVirtual().name("tool").start(() -> tool.run(caller)))
            .toList();
    try {
      for (int open = requests.size(); open > 0; ) {
        open -= handle(inbox.take(), dialogue, answers);
      }
    } finally {
      threads.forEach(Thread::interrupt);
    }
  }

  /// @return the number of calls that this completed
  private static int handle(ToolInbox.Letter letter, Dialogue dialogue, ToolAnswers answers) {
    switch (letter) {
      case ToolInbox.Note(var request, var event) -> {
        answers.announce(request);
        dialogue.output().emit(event);
      }
      case ToolInbox.Question(var request, var message) -> {
        answers.announce(request);
        dialogue.commit(List.of(message)).forEach(dialogue.output()::show);
      }
      case ToolInbox.Answer(var request, var outcome) -> {
        PlatformNotice.in(request.id(), outcome).ifPresent(dialogue.output()::emit);
        answers.put(request, outcome);
        return 1;
      }
    }
    return 0;
  }
}
