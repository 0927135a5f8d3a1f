package dev.gander.application.api.session;

import dev.gander.domain.imports.ImportDefaults;
import dev.gander.domain.imports.ImportDocument;
import dev.gander.domain.imports.ImportFormat;
import dev.gander.domain.imports.ImportedSession;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import java.nio.file.Path;
import java.time.Clock;

/// `POST /sessions/import`: stores an export of goose, or a transcript of another agent, as a new
/// session of the user (goosed 1.30 and newer; transcripts 1.38 and newer).
public final class ImportSession {
  private final SessionStore sessions;
  private final JsonReader reader;
  private final Path workingDir;
  private final Clock clock;

  /// @param workingDir for transcripts that name no folder
  public ImportSession(SessionStore sessions, JsonReader reader, Path workingDir, Clock clock) {
    this.sessions = sessions;
    this.reader = reader;
    this.workingDir = workingDir;
    this.clock = clock;
  }

  /// @return the session as it is stored
  /// @throws dev.gander.domain.error.InvalidInput if the text is nothing that can be imported;
  ///   nothing is stored
  public Session add(String text) {
    ImportedSession found =
        ImportFormat.read(
            new ImportDocument(text, reader),
            new ImportDefaults(clock.instant(), workingDir.toString()));
    return sessions.create(found.details(), found.messages());
  }
}
