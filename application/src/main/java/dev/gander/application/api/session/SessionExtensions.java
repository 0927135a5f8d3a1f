package dev.gander.application.api.session;

import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.util.List;

/// Lists a session's own extensions, or else those that new sessions get.
public final class SessionExtensions {
  private final SessionStore sessions;
  private final ListConfiguredExtensions configured;

  public SessionExtensions(SessionStore sessions, ListConfiguredExtensions configured) {
    this.sessions = sessions;
    this.configured = configured;
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown id
  public List<ExtensionConfig> list(SessionId id) {
    return EnabledExtensions.read(sessions.get(id).extensionData())
        .orElseGet(() -> configured.list().enabled());
  }
}
