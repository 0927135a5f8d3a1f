package dev.gander.adapters.acp;

import dev.gander.adapters.acp.connection.Connection;
import dev.gander.application.api.UseCases;

/// Serves clients of the protocol. Thread-safe.
public final class AcpServer {
  private final AcpMethods methods;

  private final UseCases use;

  public AcpServer(UseCases use) {
    this.use = use;
    this.methods = new AcpMethods(use);
  }

  /// Opens a connection. Whoever opens it hands over the client's messages and closes it.
  public AcpPeer connect(AcpClient client) {
    return new AcpPeer(new Connection(methods, use, client::send, client::cutOff));
  }
}
