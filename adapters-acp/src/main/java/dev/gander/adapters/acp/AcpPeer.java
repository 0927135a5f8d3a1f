package dev.gander.adapters.acp;

import dev.gander.adapters.acp.connection.Connection;
import dev.gander.domain.json.JsonObject;

/// Our end of the connection with one client.
public final class AcpPeer implements AutoCloseable {
  private final Connection connection;

  AcpPeer(Connection connection) {
    this.connection = connection;
  }

  /// Takes a message, or several messages, one per line; from one thread at a time. Does not wait
  /// for the answers.
  public void receive(String text) {
    connection.receive(text);
  }

  /// Takes a message that has been parsed already.
  public void receive(JsonObject message) {
    connection.receive(message);
  }

  /// The client is gone. Turns go on; nothing more is sent. Idempotent.
  @Override
  public void close() {
    connection.close();
  }
}
