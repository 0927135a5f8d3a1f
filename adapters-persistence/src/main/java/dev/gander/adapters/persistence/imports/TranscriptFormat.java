package dev.gander.adapters.persistence.imports;

import dev.gander.domain.imports.ImportDefaults;
import dev.gander.domain.imports.ImportDocument;
import dev.gander.domain.imports.ImportFormat;
import dev.gander.domain.imports.ImportedSession;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/// The agents whose transcripts can be imported. The first line tells them apart; only Claude Code,
/// which comes last, may begin with less specific lines.
public enum TranscriptFormat implements ImportFormat {
  CODEX {
    @Override
    public boolean recognizes(ImportDocument document) {
      return type(document.first()).equals("session_meta");
    }

    @Override
    public ImportedSession read(ImportDocument document, ImportDefaults defaults) {
      return CodexTranscript.read(document, defaults);
    }
  },
  PI {
    @Override
    public boolean recognizes(ImportDocument document) {
      Optional<JsonObject> first = document.first();
      return type(first).equals("session")
          && first
              .filter(line -> line.has("version") || (line.has("cwd") && line.has("id")))
              .isPresent();
    }

    @Override
    public ImportedSession read(ImportDocument document, ImportDefaults defaults) {
      return PiTranscript.read(document, defaults);
    }
  },
  CLAUDE_CODE {
    @Override
    public boolean recognizes(ImportDocument document) {
      return document
              .first()
              .filter(line -> line.has("sessionId") && (line.has("type") || line.has("uuid")))
              .isPresent()
          || (!isExport(document) && isNamedSoon(document));
    }

    @Override
    public ImportedSession read(ImportDocument document, ImportDefaults defaults) {
      return ClaudeCodeTranscript.read(document, defaults);
    }
  };

  private static final int LINES_TO_LOOK_AT = 5;

  /// All formats, in the order in which they are tried.
  public static List<ImportFormat> all() {
    return List.of(values());
  }

  private static String type(Optional<JsonObject> line) {
    return line.flatMap(it -> it.text("type")).orElse("");
  }

  /// An export of goose may mention sessions too.
  private static boolean isExport(ImportDocument document) {
    return document
        .wholeObject()
        .filter(whole -> whole.has("working_dir") || whole.has("workingDir"))
        .isPresent();
  }

  private static boolean isNamedSoon(ImportDocument document) {
    return document.head(LINES_TO_LOOK_AT).stream().anyMatch(line -> line.has("sessionId"));
  }
}
