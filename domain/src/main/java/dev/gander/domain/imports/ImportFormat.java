package dev.gander.domain.imports;

import dev.gander.domain.json.JsonObject;
import java.util.Optional;

/// The formats that can be imported, told apart by the first line that is not blank.
public enum ImportFormat {
  GOOSE,
  CLAUDE_CODE,
  CODEX,
  PI;

  private static final int LINES_TO_LOOK_AT = 5;

  /// Reads a text of any of the formats.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if it is of none, or holds nothing to import
  public static ImportedSession read(ImportDocument document, ImportDefaults defaults) {
    return switch (of(document)) {
      case GOOSE -> GooseExport.read(document, defaults);
      case CLAUDE_CODE -> ClaudeCodeTranscript.read(document, defaults);
      case CODEX -> CodexTranscript.read(document, defaults);
      case PI -> PiTranscript.read(document, defaults);
    };
  }

  /// What is like nothing that we know is taken for an export of goose, whose reader says what is
  /// wrong with it.
  static ImportFormat of(ImportDocument document) {
    return document.head(1).stream()
        .findFirst()
        .flatMap(ImportFormat::ofFirst)
        .orElseGet(() -> isClaudeCode(document) ? CLAUDE_CODE : GOOSE);
  }

  private static Optional<ImportFormat> ofFirst(JsonObject line) {
    String type = line.text("type").orElse("");
    if (type.equals("session_meta")) {
      return Optional.of(CODEX);
    }
    boolean named = line.has("cwd") && line.has("id");
    if (type.equals("session") && (line.has("version") || named)) {
      return Optional.of(PI);
    }
    boolean entry = line.has("type") || line.has("uuid");
    return line.has("sessionId") && entry ? Optional.of(CLAUDE_CODE) : Optional.empty();
  }

  /// Claude Code may begin with lines that do not name the session.
  private static boolean isClaudeCode(ImportDocument document) {
    boolean export =
        document
            .wholeObject()
            .filter(whole -> whole.has("working_dir") || whole.has("workingDir"))
            .isPresent();
    return !export
        && document.head(LINES_TO_LOOK_AT).stream().anyMatch(line -> line.has("sessionId"));
  }
}
