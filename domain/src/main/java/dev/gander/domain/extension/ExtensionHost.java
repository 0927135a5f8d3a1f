package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
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

  /// Answers MCP's `sampling/createMessage` with the session's model: both in MCP's form.
  ///
  /// @throws dev.gander.domain.error.GanderException if there is no model or it fails
  JsonObject sample(JsonObject request) throws InterruptedException;

  /// The extension says that its tools are not the same any more.
  void toolsChanged();
}
