package dev.gander.application.extension;

import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import java.util.List;
import java.util.Optional;

/// Stores an agent's loaded extensions in its session.
public record ExtensionState(SessionStore sessions) {

  /// Called after starting several: failed extensions are removed from the session, unless all
  /// failed.
  ///
  /// @throws SessionNotFound for an unknown session
  public void saveAfterLoad(
      SessionId id, ConnectedExtensions extensions, List<ExtensionLoadResult> results) {
    if (results.stream().anyMatch(ExtensionLoadResult::succeeded)) {
      save(id, extensions);
    }
  }

  /// Writes nothing if the session is already up to date.
  ///
  /// @throws SessionNotFound for an unknown session
  public void save(SessionId id, ConnectedExtensions extensions) {
    List<ExtensionConfig> loaded = extensions.configs();
    Session session = sessions.get(id);
    if (!EnabledExtensions.read(session.extensionData()).equals(Optional.of(loaded))) {
      sessions.update(id, details -> with(details, loaded));
    }
  }

  private static SessionDetails with(SessionDetails details, List<ExtensionConfig> loaded) {
    return details.withExtensionData(EnabledExtensions.write(details.extensionData(), loaded));
  }
}
