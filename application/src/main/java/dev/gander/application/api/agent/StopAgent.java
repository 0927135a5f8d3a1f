package dev.gander.application.api.agent;

import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.session.SessionId;

/// `POST /agent/stop`: ends the turn of a session and takes its agent out of memory. What is stored
/// stays.
public record StopAgent(LiveAgents agents) {

  /// @throws NotFound if there is no agent in memory
  public void stop(SessionId id) {
    if (!agents.stop(id)) {
      throw new NotFound(
          "Failed to stop agent for session " + id + ": Session " + id + " not found");
    }
  }
}
