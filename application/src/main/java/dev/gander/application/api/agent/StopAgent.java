package dev.gander.application.api.agent;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.turn.Turns;
import dev.gander.domain.session.SessionId;

/// Ends the turn of a session and removes its agent from memory. Stored data is kept.
public final class StopAgent {
  private final Turns turns;
  private final LiveAgents agents;

  public StopAgent(Turns turns, LiveAgents agents) {
    this.turns = turns;
    this.agents = agents;
  }

  /// @throws AgentNotInMemory if there is none
  public void stop(SessionId id) {
    turns.cancelRunning(id);
    if (!agents.stop(id)) {
      throw new AgentNotInMemory(id);
    }
  }
}
