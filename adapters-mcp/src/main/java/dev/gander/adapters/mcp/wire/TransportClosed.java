package dev.gander.adapters.mcp.wire;

import io.modelcontextprotocol.spec.McpTransportException;

/// Nobody is there any more to talk to.
final class TransportClosed extends McpTransportException {
  private static final long serialVersionUID = 1;

  TransportClosed() {
    super("Transport closed");
  }
}
