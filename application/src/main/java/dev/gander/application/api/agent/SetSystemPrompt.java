package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;

/// Changes the system prompt of a session's agent, as long as it is in memory.
public final class SetSystemPrompt {
  private final SessionStore sessions;
  private final LiveAgents agents;

  public SetSystemPrompt(SessionStore sessions, LiveAgents agents) {
    this.sessions = sessions;
    this.agents = agents;
  }

  /// Replaces the beginning, which is otherwise made from goose's template.
  ///
  /// @param text empty for the usual one
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public void begin(SessionId id, String text) throws InterruptedException {
    agent(id).promptExtras().beginWith(text.isEmpty() ? null : text);
  }

  /// Appends a text, or replaces the one appended under the same key.
  ///
  /// @param text empty to remove it
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public void append(SessionId id, String key, String text) throws InterruptedException {
    Agent agent = agent(id);
    if (text.isEmpty()) {
      agent.promptExtras().remove(key);
    } else {
      agent.promptExtras().put(key, text);
    }
  }

  private Agent agent(SessionId id) throws InterruptedException {
    sessions.get(id);
    return agents.get(id);
  }
}
