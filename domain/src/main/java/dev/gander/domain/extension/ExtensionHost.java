package dev.gander.domain.extension;

import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.util.Optional;

/// The session that an extension is started for, and what the extension may ask it. Any thread.
public interface ExtensionHost {
  SessionId sessionId();

  /// The session's folder now; the one MCP root.
  Path workingDir();

  /// The Docker container in which servers on standard streams are started from now on; empty for
  /// none.
  Optional<String> container();

  /// Asks the session's model beside the conversation; nothing is stored.
  ///
  /// @throws dev.gander.domain.error.GanderException if there is no model or it fails
  SamplingAnswer sample(SamplingRequest request) throws InterruptedException;

  /// The extension reports that its tools have changed.
  void toolsChanged();
}
