package dev.gander.adapters.mcp.wire;

import io.modelcontextprotocol.spec.McpTransportException;

/// The other side is gone.
final class TransportClosed extends McpTransportException {
  private static final long serialVersionUID = 1;

  TransportClosed() {
    super("Transport closed");
  }
}
