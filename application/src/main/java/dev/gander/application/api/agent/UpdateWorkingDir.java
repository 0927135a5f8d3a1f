package dev.gander.application.api.agent;

import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// `POST /agent/update_working_dir`: moves a session to another folder and restarts its agent
/// there.
///
/// @param serverDir what relative paths start from
public record UpdateWorkingDir(
    SessionStore sessions, SessionModels models, RestartAgent restart, Path serverDir) {

  /// @param workingDir trimmed, otherwise stored as it is
  /// @throws InvalidInput if it is blank or no folder
  /// @throws NotFound for an unknown session
  /// @throws dev.gander.domain.error.Unavailable if the agent could not be made again, for lack of
  ///   a provider or model; nothing was changed
  public List<ExtensionLoadResult> update(SessionId id, String workingDir)
      throws InterruptedException {
    String trimmed = workingDir.strip();
    if (trimmed.isEmpty()) {
      throw new InvalidInput("Working directory cannot be empty");
    }
    if (!isFolder(trimmed)) {
      throw new InvalidInput("Invalid directory path");
    }
    models.restore(find(id));
    sessions.update(id, details -> details.withWorkingDir(trimmed));
    return restart.restart(id);
  }

  private boolean isFolder(String path) {
    try {
      return Files.isDirectory(serverDir.resolve(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Session find(SessionId id) {
    try {
      return sessions.get(id);
    } catch (SessionNotFound e) {
      throw new NotFound("Failed to update working directory: Session not found: " + id);
    }
  }
}
