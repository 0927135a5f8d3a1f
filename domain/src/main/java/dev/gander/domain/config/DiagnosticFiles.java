package dev.gander.domain.config;

import java.nio.file.Path;
import java.util.List;

/// The program's own files, as far as a report about a fault shows them. Never those with secrets.
/// Any thread.
public interface DiagnosticFiles {
  enum Kind {
    /// The ten most recently changed logs of model requests (`logs/*.jsonl`), newest first.
    MODEL_LOGS,
    /// The newest log of the server, at most one.
    SERVER_LOG,
    /// `config.yaml`, at most one.
    CONFIG,
    /// `schedule.json`, at most one.
    SCHEDULE,
    /// The recipes of scheduled jobs by name.
    SCHEDULED_RECIPES
  }

  /// @param name in a report, as in `logs/server/20260304_101112-goosed.log`
  /// @param truncated whether the text is only the beginning and the end, with a line between them
  ///   that says how many bytes are missing; what is no UTF-8 is replaced
  record Excerpt(String name, Path file, String text, boolean truncated) {}

  /// What there is now; empty if there is nothing of this kind. A text has at most two mebibytes,
  /// that of the configuration 256 kibibytes.
  ///
  /// @throws dev.gander.domain.error.StorageException if a file or folder cannot be read
  List<Excerpt> read(Kind kind);
}
