package dev.gander.domain.imports;

/// Importable transcripts of another program. Formats are tried in turn; the first that recognizes
/// a text reads it. Thread-safe.
public interface ImportFormat {
  /// Whether the text looks like one of these transcripts. Only examines its beginning.
  boolean recognizes(ImportDocument document);

  /// Reads a text that it recognizes. The session counts as started by its user; the defaults fill
  /// in what the transcript lacks.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if it contains no message
  ImportedSession read(ImportDocument document, ImportDefaults defaults);
}
