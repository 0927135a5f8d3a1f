package dev.gander.application.api.agent;

import dev.gander.application.model.SessionModels;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// Moves a session to another folder and restarts its agent there.
public final class UpdateWorkingDir {
  private final SessionStore sessions;
  private final SessionModels models;
  private final RestartAgent restart;
  private final Path serverDir;

  /// @param serverDir the base of relative paths
  public UpdateWorkingDir(
      SessionStore sessions, SessionModels models, RestartAgent restart, Path serverDir) {
    this.sessions = sessions;
    this.models = models;
    this.restart = restart;
    this.serverDir = serverDir;
  }

  /// @param workingDir stripped, otherwise stored verbatim
  /// @throws InvalidInput if it is blank or not a folder
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws dev.gander.domain.model.ModelNotReady if the agent could not be created again for lack
  ///   of a provider or model; nothing was changed
  public List<ExtensionLoadResult> update(SessionId id, String workingDir)
      throws InterruptedException {
    String trimmed = workingDir.strip();
    if (trimmed.isEmpty()) {
      throw new InvalidInput("Working directory cannot be empty");
    }
    if (!isFolder(trimmed)) {
      throw new InvalidInput("Invalid directory path");
    }
    models.restore(sessions.get(id));
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
}
