package dev.gander.adapters.acp;

import dev.gander.adapters.acp.connection.Connection;

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

  /// The client is gone. Turns go on; nothing more is sent. Idempotent.
  @Override
  public void close() {
    connection.close();
  }
}
