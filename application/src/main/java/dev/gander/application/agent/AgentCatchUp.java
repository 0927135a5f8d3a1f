package dev.gander.application.agent;

import dev.gander.domain.session.Session;

/// Brings an agent up to date with its session before a turn.
@FunctionalInterface
public interface AgentCatchUp {
  /// For a server that makes all changes of its sessions itself, and of their agents with them.
  AgentCatchUp NONE = (_, _) -> {};

  /// @param session as it is stored now
  void catchUp(Agent agent, Session session) throws InterruptedException;
}
