package dev.gander.application.engine.dialogue;

/// How a round ended, and so whether another one follows.
public enum RoundEnd {
  /// Tools ran: the model has to hear what came of it.
  TOOLS_CALLED,
  /// The model answered without calling a tool.
  ANSWERED,
  /// The model called a tool in a way that cannot be read, and the user was told.
  UNREADABLE,
  /// The model failed, and the user was told.
  FAILED,
  /// The conversation is longer than the model takes; nobody was told yet.
  TOO_LONG
}
