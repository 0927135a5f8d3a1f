package dev.gander.adapters.acp;

import dev.gander.adapters.acp.connection.Connection;
import dev.gander.application.api.UseCases;
import dev.gander.domain.access.Caller;

/// Serves clients of the protocol. Thread-safe.
public final class AcpServer {
  private final AcpMethods methods;

  private final UseCases use;

  public AcpServer(UseCases use) {
    this.use = use;
    this.methods = new AcpMethods(use);
  }

  /// Opens a connection. Whoever opens it hands over the client's messages and closes it.
  ///
  /// @param caller for whom it works
  public AcpPeer connect(AcpClient client, Caller caller) {
    return new AcpPeer(new Connection(methods, use, caller, client::send, client::cutOff));
  }
}
