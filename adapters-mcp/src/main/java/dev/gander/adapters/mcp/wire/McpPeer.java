package dev.gander.adapters.mcp.wire;

import dev.gander.domain.json.JsonObject;
import java.util.Set;

/// Receives what a server sends to its client. Notifications come one after the other, each request
/// on its own thread, which is interrupted when the connection closes.
public interface McpPeer {
  /// The methods of the notifications to deliver.
  Set<String> notifications();

  /// Must return at once.
  void notified(String method, JsonObject params);

  /// The methods of the requests that are answered.
  Set<String> requests();

  /// @throws dev.gander.domain.error.ExtensionException to answer with its code and text
  JsonObject asked(String method, JsonObject params) throws InterruptedException;
}
