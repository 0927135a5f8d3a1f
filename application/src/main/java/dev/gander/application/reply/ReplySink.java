package dev.gander.application.reply;

/// Where the events of one turn go. Called by one thread, in order.
@FunctionalInterface
public interface ReplySink {
  /// Takes an event; may block, which holds the turn back. An exception ends the turn: what was
  /// finished is stored, and the exception reaches the caller of [ReplyToMessage#reply].
  void accept(ReplyEvent event);
}
