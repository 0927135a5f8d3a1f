package dev.gander.adapters.mcp.developer.shell;

/// The stream that a command wrote to.
enum Channel {
  STDOUT,
  STDERR;

  String wireName() {
    return this == STDOUT ? "stdout" : "stderr";
  }
}
