package dev.gander.application.api.session;

import dev.gander.application.naming.SessionNames;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.util.function.Consumer;

/// Tells when a session gets another name, from a user or a model.
public final class FollowName {
  private final SessionNames names;

  public FollowName(SessionNames names) {
    this.names = names;
  }

  /// @param listener must not wait; called by whoever changes the name
  /// @return ends it; idempotent
  public Runnable follow(SessionId id, Consumer<Session> listener) {
    return names.listen(id, listener);
  }
}
