package dev.gander.application.api.agent;

import dev.gander.application.agent.ExtensionChanges;
import dev.gander.domain.cluster.ExtensionChange;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.session.SessionId;
import java.util.Optional;

/// Stops an extension of a session. Does nothing if it is not loaded.
public final class RemoveExtension {
  private final ExtensionChanges changes;

  public RemoveExtension(ExtensionChanges changes) {
    this.changes = changes;
  }

  /// @param name in any spelling that gives the same key
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws ExtensionNotKept if it was stopped, but the session could not be updated
  public void remove(SessionId id, String name) throws InterruptedException {
    Optional<GanderException> reason = changes.make(id, new ExtensionChange.Remove(name));
    if (reason.isPresent()) {
      throw new ExtensionNotKept(id, reason.get());
    }
  }
}
