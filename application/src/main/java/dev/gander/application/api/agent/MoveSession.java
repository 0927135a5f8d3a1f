package dev.gander.application.api.agent;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.WorkingFolder;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.nio.file.Path;

/// Moves a session to another folder, and its agent with it: nothing is restarted, and what runs
/// goes on where it is.
public final class MoveSession {
  private final SessionStore sessions;
  private final LiveAgents agents;

  public MoveSession(SessionStore sessions, LiveAgents agents) {
    this.sessions = sessions;
    this.agents = agents;
  }

  /// @param workingDir stripped, otherwise stored verbatim
  /// @throws InvalidInput if it is blank, not absolute, or not a folder
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public void move(SessionId id, String workingDir) throws InterruptedException {
    String trimmed = workingDir.strip();
    if (trimmed.isEmpty()) {
      throw new InvalidInput("working directory cannot be empty");
    }
    Path folder = WorkingFolder.existing(trimmed);
    sessions.update(id, details -> details.withWorkingDir(trimmed));
    agents.find(id).ifPresent(agent -> agent.moveTo(folder));
  }
}
