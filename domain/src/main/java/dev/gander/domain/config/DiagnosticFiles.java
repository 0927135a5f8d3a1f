package dev.gander.domain.config;

import java.nio.file.Path;
import java.util.List;

/// The program's own files, as far as a diagnostic report includes them; never those with secrets.
/// Thread-safe.
public interface DiagnosticFiles {
  enum Kind {
    /// The ten most recently changed logs of model requests (`logs/*.jsonl`), newest first.
    MODEL_LOGS,
    /// The server's newest log, at most one.
    SERVER_LOG,
    /// `config.yaml`, at most one.
    CONFIG,
    /// `schedule.json`, at most one.
    SCHEDULE,
    /// The recipes of scheduled jobs, by name.
    SCHEDULED_RECIPES
  }

  /// @param name as shown in a report: `logs/server/20260304_101112-goosed.log`
  /// @param truncated whether the text is only the beginning and the end, joined by a line with the
  ///   number of missing bytes; invalid UTF-8 is replaced
  record Excerpt(String name, Path file, String text, boolean truncated) {}

  /// Returns the current files of this kind; empty if there are none. A text has at most two
  /// mebibytes; the configuration, 256 kibibytes.
  ///
  /// @throws dev.gander.domain.error.StorageException if a file or folder cannot be read
  List<Excerpt> read(Kind kind);
}
