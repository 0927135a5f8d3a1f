package dev.gander.adapters.http.websocket;

/// What hears the messages of one client, in its own thread and in their order.
@FunctionalInterface
public interface MessageListener {
  void message(String text) throws InterruptedException;
}
