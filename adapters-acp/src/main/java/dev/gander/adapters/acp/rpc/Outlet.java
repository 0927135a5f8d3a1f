package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.JsonObject;

/// Takes what is sent to a client.
@FunctionalInterface
public interface Outlet {
  /// Takes one message. May block while the client does not read. Called by one thread at a time,
  /// in order.
  ///
  /// @param text the message as it is written
  /// @param isFollowed whether the next message follows at once
  void send(JsonObject message, String text, boolean isFollowed);
}
