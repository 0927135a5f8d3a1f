package dev.gander.domain.tool;

import java.nio.file.Path;

/// Stores tool results that are too large for a conversation. Thread-safe.
public interface ResultFiles {
  /// Writes a text to a new file that only its owner can read, below the system's temporary folder
  /// (`goose_mcp_responses/mcp_response_<time>.txt`).
  ///
  /// @throws dev.gander.domain.error.StorageException if it cannot be written
  Path keep(String text);
}
