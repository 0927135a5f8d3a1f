package dev.gander.application.reply;

import dev.gander.domain.session.SessionId;

/// Takes one message of a user and lets the agent answer it. Contract: `POST /reply` and `POST
/// /sessions/{id}/reply`. Turns of one session run one after the other.
public final class ReplyToMessage {

  /// Runs one turn in the calling thread and tells `sink` about it. Returns when the turn is over;
  /// failures are events. Cancelled by `cancellation` or by an interrupt, it stores what is
  /// complete, says [ReplyEvent.Finished] and returns, with the interrupt flag as others set it.
  public void reply(ReplyCommand command, Cancellation cancellation, ReplySink sink) {
    sink.accept(new ReplyEvent.Failed("Provider not set"));
  }

  /// Delivers the answer to an extension's question, if the message is one.
  ///
  /// @return false if it is not
  /// @throws UnknownElicitation if the question is not open in this session
  boolean answersQuestion(ReplyCommand command) {
    SessionId id = command.sessionId();
    return id.value().isEmpty();
  }
}
