package dev.gander.application.engine.dialogue;

/// How a round ended, which determines whether another one follows.
public enum RoundEnd {
  /// Tools ran: the model has to see the results.
  TOOLS_CALLED,
  /// The model answered without calling a tool.
  ANSWERED,
  /// The model made a call that cannot be parsed, and the user was told.
  UNREADABLE,
  /// The model failed, and the user was told.
  FAILED,
  /// The conversation exceeds the model's context; the user has not been told yet.
  TOO_LONG;

  /// Whether the model has said all it wanted to, so that the user may say more.
  public boolean isAnswered() {
    return this == TOOLS_CALLED || this == ANSWERED;
  }
}
