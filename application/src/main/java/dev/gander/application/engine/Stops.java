package dev.gander.application.engine;

import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.RoundEnd;
import dev.gander.application.hook.Objection;
import dev.gander.application.hook.TurnHooks;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import java.util.List;
import java.util.Optional;

/// Lets a turn end only when no hook objects (1.39). The model is told by a message that the user
/// does not see. Used for one turn.
final class Stops {
  private final TurnHooks hooks;
  private final int mostInARow;
  private int inARow;

  /// @param mostInARow how many objections are heeded without a tool call in between
  Stops(TurnHooks hooks, int mostInARow) {
    this.hooks = hooks;
    this.mostInARow = mostInARow;
  }

  void toolsRan() {
    inARow = 0;
  }

  /// The turn ends at its limit, whatever hooks say.
  void reached(Dialogue dialogue) throws InterruptedException {
    var _ = hooks.ending(dialogue.agent(), lastText(dialogue));
  }

  /// Hooks hear of every end, but only an answer can be objected to.
  ///
  /// @return whether the turn continues
  boolean isRefused(Dialogue dialogue, RoundEnd end) throws InterruptedException {
    Optional<Objection> objection = hooks.ending(dialogue.agent(), lastText(dialogue));
    boolean isAnswer = end == RoundEnd.ANSWERED || end == RoundEnd.TOOLS_CALLED;
    if (objection.isEmpty() || !isAnswer) {
      return false;
    }
    if (inARow >= mostInARow) {
      dialogue.notice(
          new Content.SystemNotification(
              "inlineMessage",
              "The turn ends although a hook objects, since it has objected "
                  + mostInARow
                  + " times in a row: "
                  + objection.get().text()));
      return false;
    }
    inARow++;
    goOn(dialogue, objection.get());
    return true;
  }

  private static void goOn(Dialogue dialogue, Objection objection) {
    dialogue.commit(
        List.of(
            Message.user(
                    null,
                    dialogue.now(),
                    new Content.Text(
                        "You cannot stop yet, says a hook of "
                            + objection.text()
                            + "\nDo what it asks for before you end."))
                .withMetadata(MessageMetadata.AGENT_ONLY)));
    dialogue.notice(
        new Content.SystemNotification("inlineMessage", "A hook objects: " + objection.text()));
  }

  private static String lastText(Dialogue dialogue) {
    return dialogue.messages().reversed().stream()
        .filter(message -> message.role() == Role.ASSISTANT)
        .map(Message::text)
        .findFirst()
        .orElse("");
  }
}
