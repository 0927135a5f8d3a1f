package dev.gander.domain.turn;

import dev.gander.domain.error.Conflict;

/// Somebody else has answered, or the question was withdrawn or has expired; nothing was stored.
public final class QuestionSettled extends Conflict {
  private static final long serialVersionUID = 1;
  private final String id;

  public QuestionSettled(String id) {
    super("Question " + id + " is not open any more");
    this.id = id;
  }

  /// @param how it came to that, as a sentence
  public QuestionSettled(String id, String how) {
    super(how);
    this.id = id;
  }

  public String id() {
    return id;
  }
}
