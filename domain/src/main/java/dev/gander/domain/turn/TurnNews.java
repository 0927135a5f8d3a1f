package dev.gander.domain.turn;

/// What the owner of a turn receives when polling for news.
public sealed interface TurnNews {
  /// The turn has started: it has waited for its predecessor, the user's message is stored, and the
  /// model is called. A turn that cannot be set up never gets here, nor does a command that is
  /// answered without the model. Comes at most once, and before the events that follow it.
  record Begun() implements TurnNews {}

  record Told(TurnEvent event) implements TurnNews {}

  /// Nothing arrived in time.
  record Silence() implements TurnNews {}

  /// The turn is over, and everything was delivered.
  record Over() implements TurnNews {}
}
