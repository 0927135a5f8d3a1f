package dev.gander.adapters.acp;

import dev.gander.domain.json.JsonObject;

/// The client's end of a connection; implemented by a transport.
public interface AcpClient {
  /// Sends one message. May block while the client does not read; a message to a client that is
  /// gone is dropped. Called by one thread at a time, in order.
  ///
  /// @param message tells its method, id and session; the words in it may be those of an earlier
  ///   fragment of the same answer
  /// @param text the message as compact JSON without line breaks
  /// @param isFollowed whether the next message follows at once, so that both may leave together
  void send(JsonObject message, String text, boolean isFollowed);

  /// Cuts the client off, since it has left too much unread. Any thread; returns at once.
  void cutOff();
}
