package dev.gander.client;

/// A turn that did not come to its end.
public final class ChatFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient ChatAnswer answer;

  ChatFailure(String reason, ChatAnswer answer) {
    super(reason);
    this.answer = answer;
  }

  /// What had come until then.
  public ChatAnswer answer() {
    return answer;
  }
}
