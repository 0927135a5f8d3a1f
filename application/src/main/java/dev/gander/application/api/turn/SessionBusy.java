package dev.gander.application.api.turn;

import dev.gander.domain.error.Conflict;

/// A turn was asked for by a request id while another one runs in the session; nothing was stored.
public final class SessionBusy extends Conflict {
  private static final long serialVersionUID = 1;

  public SessionBusy() {
    super("Session already has an active request. Cancel it first.");
  }
}
