package dev.gander.adapters.http.websocket;

/// Receives the messages of one client, in a thread of its own and in order.
@FunctionalInterface
public interface MessageListener {
  void message(String text) throws InterruptedException;

  /// The connection has ended. Called once, after the last message.
  default void closed() {}
}
