package dev.gander.application.api.agent;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.session.SessionId;

/// An extension was started or stopped, but the session could not be updated: its next agent will
/// have the old extensions.
public final class ExtensionNotKept extends Unavailable {
  private static final long serialVersionUID = 1;
  private final transient SessionId session;
  private final GanderException reason;

  ExtensionNotKept(SessionId session, GanderException reason) {
    super(
        "The extensions of session " + session + " could not be stored: " + reason.text(), reason);
    this.session = session;
    this.reason = reason;
  }

  public SessionId session() {
    return session;
  }

  /// Why the session could not be updated.
  public GanderException reason() {
    return reason;
  }
}
