package dev.gander.domain.turn;

/// What a turn is doing or waiting for.
public enum TurnStage {
  QUEUED("waiting for the turn before it", true),
  STARTING_AGENT("starting the agent and its extensions", false),
  PREPARING("preparing a request to the model", false),
  COMPACTING("compacting the conversation", false),
  AWAITING_HEAD("waiting for the model's response head", false),
  AWAITING_EVENT("waiting for the model's first event", false),
  HEARING("receiving the model's answer", false),
  JUDGING("deciding which tools may run", false),
  RUNNING_TOOLS("running tools", false),
  AWAITING_USER("waiting for the user's answer", true);

  private final String label;
  private final boolean waitsForOthers;

  TurnStage(String label, boolean waitsForOthers) {
    this.label = label;
    this.waitsForOthers = waitsForOthers;
  }

  public String label() {
    return label;
  }

  /// Whether it may last as long as it likes: nothing of this turn is at work.
  public boolean waitsForOthers() {
    return waitsForOthers;
  }
}
