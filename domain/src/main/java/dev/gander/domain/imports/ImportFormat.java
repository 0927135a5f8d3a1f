package dev.gander.domain.imports;

/// The transcripts of another program, as they can be imported. Formats are asked in turn, and the
/// first that recognizes a text reads it. Any thread.
public interface ImportFormat {
  /// Whether a text looks like one of these transcripts. It looks at the beginning only.
  boolean recognizes(ImportDocument document);

  /// Reads a text that it recognizes. The session is one of the user, with the default for what the
  /// transcript does not say.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if it holds no message
  ImportedSession read(ImportDocument document, ImportDefaults defaults);
}
