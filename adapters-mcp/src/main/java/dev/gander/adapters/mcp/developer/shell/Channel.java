package dev.gander.adapters.mcp.developer.shell;

/// Where a command wrote something.
enum Channel {
  STDOUT,
  STDERR;

  String wireName() {
    return this == STDOUT ? "stdout" : "stderr";
  }
}
