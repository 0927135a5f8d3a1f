package dev.gander.domain.extension;

import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.util.Optional;

/// The session that an extension runs in, and the services it offers the extension. Thread-safe.
public interface ExtensionHost {
  SessionId sessionId();

  /// The session's current folder; the only MCP root.
  Path workingDir();

  /// The Docker container in which stdio servers are started from now on; empty for none.
  Optional<String> container();

  /// Queries the session's model outside the conversation; nothing is stored.
  ///
  /// @throws dev.gander.domain.error.GanderException if there is no model or it fails
  SamplingAnswer sample(SamplingRequest request) throws InterruptedException;

  /// Called when the extension reports that its tools have changed.
  void toolsChanged();
}
