package dev.gander.application.reply;

import dev.gander.domain.turn.TurnEvent;

/// Where the events of one turn go. Called by one thread, in order.
@FunctionalInterface
public interface ReplySink {
  /// Takes an event; may block, which holds the turn back. An exception ends the turn: what was
  /// finished is stored, and the exception reaches the caller of [ReplyToMessage#reply].
  void accept(TurnEvent event);

  /// From here on the turn lives, and its client should see that: it waits for its predecessor, or
  /// its agent is there and the model is asked. A turn that fails before, and a command that is
  /// answered without the model, never gets here. May come more than once.
  default void begun() {}
}
