package dev.gander.application.api.agent;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.turn.Turns;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;

/// Ends the turn of a session and removes its agent from memory. Stored data is kept.
public final class StopAgent {
  private final SessionStore sessions;
  private final Turns turns;
  private final LiveAgents agents;

  public StopAgent(SessionStore sessions, Turns turns, LiveAgents agents) {
    this.sessions = sessions;
    this.turns = turns;
    this.agents = agents;
  }

  /// An agent that was made for an id without a session is removed, but counts as missing.
  ///
  /// @throws AgentNotInMemory if the session has none, or there is no such session
  public void stop(SessionId id) {
    boolean isSession = sessions.find(id).isPresent();
    turns.cancelRunning(id);
    if (!agents.stop(id) || !isSession) {
      throw new AgentNotInMemory(id);
    }
  }
}
