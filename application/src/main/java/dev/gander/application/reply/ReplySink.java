package dev.gander.application.reply;

import dev.gander.domain.message.Message;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnStage;
import java.util.List;

/// Receives the events of one turn, from one thread, in order.
@FunctionalInterface
public interface ReplySink {
  /// Takes an event; may block, which holds up the turn. An exception ends the turn: what was
  /// finished is stored, and the exception reaches the caller of [ReplyToMessage#reply].
  void accept(TurnEvent event);

  /// Whether several events may come at once, so that whoever waits for them need not be woken for
  /// each, but at the next [#flush]. Ends with a flush. Called from the turn's thread.
  default void gather(boolean several) {}

  /// No event comes for now.
  default void flush() {}

  /// The client's id for the turn; empty if it has none.
  default String requestId() {
    return "";
  }

  /// The turn has reached a stage. Called from the turn's thread.
  ///
  /// @param about may be empty
  default void at(TurnStage stage, String about) {}

  /// Takes what the user has said since the turn began, in order. Called from the turn's thread.
  default List<Message> interjections() {
    return List.of();
  }

  /// The turn has started: the user's message is stored, the agent is ready, and the model is
  /// called. A turn that fails earlier, and a command that is answered without the model, never
  /// gets here.
  default void begun() {}
}
