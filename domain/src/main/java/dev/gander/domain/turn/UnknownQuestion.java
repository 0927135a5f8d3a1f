package dev.gander.domain.turn;

import dev.gander.domain.error.NotFound;

/// An answer to a question that is not open in this session; nothing was stored.
public final class UnknownQuestion extends NotFound {
  private static final long serialVersionUID = 1;
  private final String id;

  public UnknownQuestion(String id) {
    super("No question with id " + id + " is open");
    this.id = id;
  }

  public String id() {
    return id;
  }
}
