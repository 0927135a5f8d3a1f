package dev.gander.application.api.agent;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.session.SessionId;

/// An extension was started or stopped, and the session could not be told: it is as it was when its
/// agent is made the next time.
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

  /// Why the session could not be changed.
  public GanderException reason() {
    return reason;
  }
}
