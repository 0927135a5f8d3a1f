package dev.gander.application.engine.tool;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.reply.Asking;
import dev.gander.application.reply.UserQuestions;
import dev.gander.domain.extension.CallTimer;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.AskedQuestion.Asker;
import dev.gander.domain.turn.TurnEvent;
import java.util.Optional;

/// One call on its own thread. All its notifications go to the inbox, followed by exactly one
/// answer.
record RunningTool(
    Dialogue dialogue,
    Content.ToolRequest request,
    ToolInbox inbox,
    UserQuestions questions,
    IdSource ids,
    CallTimer timer)
    implements ToolProgress {

  void run(ToolCaller caller) {
    Outcome<ToolResult> outcome = Outcome.failure("-32603: The tool was stopped");
    try {
      switch (request.call()) {
        case Outcome.Success<ToolCall>(ToolCall call) -> {
          outcome = caller.call(dialogue, request.id(), call, this);
          // What hooks do afterwards has limits of its own.
          timer.stop();
          caller.ended(dialogue.agent(), call, outcome);
        }
        case Outcome.Failure<ToolCall>(String error) -> outcome = Outcome.failure(error);
      }
    } catch (InterruptedException e) {
      // Either the turn was cancelled and the answer is no longer needed, or the extension was
      // stopped.
      Thread.currentThread().interrupt();
    } finally {
      inbox.put(new ToolInbox.Answer(request, outcome));
    }
  }

  @Override
  public void notification(String method, JsonObject params) {
    inbox.put(
        new ToolInbox.Note(request, new TurnEvent.Notification(request.id(), method, params)));
  }

  @Override
  public void work(ShownWork work) {
    inbox.put(new ToolInbox.Work(request, new TurnEvent.Worked(request.id(), work)));
  }

  @Override
  public Elicited elicit(String message, Json requestedSchema) throws InterruptedException {
    dialogue.agent().quotas().takeQuestion();
    Action about = new Action.Elicitation(ids.uuid(), message, requestedSchema, JsonObject.EMPTY);
    Content question = new Content.ActionRequired(about);
    timer.pause();
    try {
      return questions.elicit(
          new Asking(
              new Asker(dialogue.sessionId(), dialogue.output().requestId(), request.id()),
              about,
              Optional.empty(),
              dialogue.output()::interruption),
          () ->
              inbox.put(
                  new ToolInbox.Question(
                      request, Message.assistant(ids.messageId(), dialogue.now(), question))));
    } finally {
      timer.resume();
      inbox.put(new ToolInbox.QuestionOver(request));
    }
  }
}
