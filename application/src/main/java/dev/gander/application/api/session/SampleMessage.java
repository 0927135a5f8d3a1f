package dev.gander.application.api.session;

import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.extension.SamplingAnswer;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;

/// Lets an app shown by a client query the session's model. Nothing is stored.
public final class SampleMessage {
  private final SessionStore sessions;
  private final LiveAgents agents;

  public SampleMessage(SessionStore sessions, LiveAgents agents) {
    this.sessions = sessions;
    this.agents = agents;
  }

  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws dev.gander.domain.error.Unavailable if the session has no model
  /// @throws dev.gander.domain.error.ProviderException if the model fails
  public SamplingAnswer sample(SessionId id, SamplingRequest question) throws InterruptedException {
    sessions.get(id);
    return agents.get(id).sampling().answer(question);
  }
}
