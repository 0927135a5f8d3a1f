package dev.gander.application.api.agent;

import dev.gander.application.agent.ExtensionChanges;
import dev.gander.domain.cluster.ExtensionChange;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.session.SessionId;
import java.util.Optional;

/// Starts an extension for a session, or replaces the one with its name.
public final class AddExtension {
  private final ExtensionChanges changes;

  public AddExtension(ExtensionChanges changes) {
    this.changes = changes;
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws dev.gander.domain.error.ExtensionException if it cannot be started; nothing was
  ///   changed
  /// @throws ExtensionNotKept if it runs, but the session could not be updated
  public void add(SessionId id, ExtensionConfig config) throws InterruptedException {
    Optional<GanderException> reason = changes.make(id, new ExtensionChange.Add(config));
    if (reason.isPresent()) {
      throw new ExtensionNotKept(id, reason.get());
    }
  }
}
