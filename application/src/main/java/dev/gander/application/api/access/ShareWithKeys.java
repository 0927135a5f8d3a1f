package dev.gander.application.api.access;

import dev.gander.application.access.Sight;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;

/// Opens a session to all keys, which may then use it as far as their scopes go, or to its owner
/// alone.
public final class ShareWithKeys {
  private final SessionStore sessions;
  private final Sight sight;

  public ShareWithKeys(SessionStore sessions, Sight sight) {
    this.sessions = sessions;
    this.sight = sight;
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session, and for that of
  ///   another key
  public void share(SessionId id, boolean isShared) {
    sessions.get(id);
    sight.share(id, isShared);
  }
}
