package dev.gander.domain.model;

/// What a model is called for.
public enum CallPurpose {
  /// The answer to a message.
  ANSWER("answer"),
  SUB_AGENT("sub_agent"),
  COMPACTION("compaction"),
  TITLE("title"),
  /// Judging tools and tool calls.
  REVIEW("review"),
  /// On behalf of an extension or an app.
  SAMPLING("sampling"),
  /// Finding calls in what a model without tools has said.
  TOOL_CALLS("tool_calls"),
  /// Writing down what a user said.
  DICTATION("dictation"),
  OTHER("other");

  private final String wireName;

  CallPurpose(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }
}
