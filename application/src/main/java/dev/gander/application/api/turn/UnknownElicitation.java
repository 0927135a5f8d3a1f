package dev.gander.application.api.turn;

import dev.gander.domain.error.NotFound;

/// An answer for a question that nobody asks in this session, or that waits no longer; nothing was
/// stored.
public final class UnknownElicitation extends NotFound {
  private static final long serialVersionUID = 1;

  public UnknownElicitation(String id) {
    super("Failed to submit elicitation response: no question with id " + id + " is open");
  }
}
