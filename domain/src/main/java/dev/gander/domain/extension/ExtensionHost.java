package dev.gander.domain.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
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

  /// The program in which the user sits when the extension starts; empty for goose's own.
  default Optional<HostClient> client() {
    return Optional.empty();
  }

  /// Queries the session's model outside the conversation; nothing is stored.
  ///
  /// @throws dev.gander.domain.error.GanderException if there is no model or it fails
  SamplingAnswer sample(SamplingRequest request) throws InterruptedException;

  /// Asks the session's user a question that belongs to no call of this extension: it is shown with
  /// another call of the session.
  ///
  /// @throws ExtensionException if no call is running in the session, or there is no answer in time
  default Elicited elicit(String message, Json requestedSchema) throws InterruptedException {
    throw new ExtensionException("Nobody can be asked: no tool call is under way", null);
  }

  /// Called when the extension reports that its tools have changed.
  void toolsChanged();
}
