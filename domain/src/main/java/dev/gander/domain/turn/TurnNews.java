package dev.gander.domain.turn;

/// What the owner of a turn is told when he asks for news.
public sealed interface TurnNews {
  /// The turn has come to life: it waits for its predecessor, or the model is asked. A turn that
  /// cannot be set up never gets here, nor does a command that is answered without the model. Comes
  /// at most once, and before the events that follow it.
  record Begun() implements TurnNews {}

  record Told(TurnEvent event) implements TurnNews {}

  /// Nothing came in time.
  record Silence() implements TurnNews {}

  /// The turn is over, and all of it was told.
  record Over() implements TurnNews {}
}
