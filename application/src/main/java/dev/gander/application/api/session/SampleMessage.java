package dev.gander.application.api.session;

import dev.gander.application.agent.LiveAgents;
import dev.gander.domain.extension.SamplingAnswer;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.session.SessionId;

/// Lets an app shown by a client query the session's model. Nothing is stored.
public final class SampleMessage {
  private final LiveAgents agents;

  public SampleMessage(LiveAgents agents) {
    this.agents = agents;
  }

  /// @throws dev.gander.domain.error.Unavailable if the session is unknown or has no model
  /// @throws dev.gander.domain.error.ProviderException if the model fails
  public SamplingAnswer sample(SessionId id, SamplingRequest question) throws InterruptedException {
    return agents.get(id).sampling().answer(question);
  }
}
