package dev.gander.adapters.http.websocket;

/// The client's end of an open socket.
public interface WebSocket {
  /// Sends one message. Returns when it is on its way; a message to a client that is gone or does
  /// not read is dropped, and ends the connection. Any thread.
  ///
  /// @param isFollowed whether the next message follows at once: this one may wait for it then
  void send(String text, boolean isFollowed);

  /// Ends the connection, since the client leaves unread too much of what it is sent. Any thread;
  /// does not block.
  void cutOff();
}
