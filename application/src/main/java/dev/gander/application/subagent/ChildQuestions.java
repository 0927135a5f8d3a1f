package dev.gander.application.subagent;

import dev.gander.application.turn.Turns;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnRequest;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/// Passes the questions of a sub-agent's extensions on, and the answers back: nobody sees them in
/// its own session. Closing it gives up those that are open. For one thread.
final class ChildQuestions implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ChildQuestions.class.getName());

  private final SessionId child;
  private final ChildListener listener;
  private final Turns turns;
  private final IdSource ids;
  private final List<Thread> waiting = new ArrayList<>();

  ChildQuestions(SessionId child, ChildListener listener, Turns turns, IdSource ids) {
    this.child = child;
    this.listener = listener;
    this.turns = turns;
    this.ids = ids;
  }

  void note(TurnEvent event) {
    if (event instanceof TurnEvent.MessageArrived(Message message, _)) {
      for (Content content : message.content()) {
        if (content instanceof Content.ActionRequired(Action.Elicitation question)) {
          waiting.add(Thread.ofVirtual().start(() -> pass(question, message.created())));
        }
      }
    }
  }

  private void pass(Action.Elicitation question, long time) {
    try {
      Elicited answer = answer(question);
      Json content = answer.content();
      Action reply =
          new Action.ElicitationResponse(
              question.id(),
              content == null ? JsonObject.EMPTY : content,
              answer.action(),
              JsonObject.EMPTY);
      Message message = Message.user(null, time, new Content.ActionRequired(reply));
      turns.start(ids.uuid(), new TurnRequest(child, message, null), Admission.QUEUE);
    } catch (InterruptedException _) {
      // The sub-agent has ended.
    } catch (GanderException e) {
      LOG.log(Level.DEBUG, "an answer for sub-agent {0} came too late: {1}", child, e.text());
    }
  }

  private Elicited answer(Action.Elicitation question) throws InterruptedException {
    try {
      return listener.asked(question.message(), question.requestedSchema());
    } catch (ExtensionException _) {
      return new Elicited("cancel", null);
    }
  }

  @Override
  public void close() {
    waiting.forEach(Thread::interrupt);
  }
}
