package dev.gander.adapters.mcp.wire;

import dev.gander.domain.json.JsonObject;
import java.util.Set;

/// What a server sends to its client. Notifications come one after the other, each request on a
/// thread of its own, which is interrupted when the connection closes.
public interface McpPeer {
  /// The notifications that are wanted.
  Set<String> notifications();

  /// Returns at once.
  void notified(String method, JsonObject params);

  /// The requests that are answered.
  Set<String> requests();

  /// @throws dev.gander.domain.error.ExtensionException to answer with its code and text
  JsonObject asked(String method, JsonObject params) throws InterruptedException;
}
