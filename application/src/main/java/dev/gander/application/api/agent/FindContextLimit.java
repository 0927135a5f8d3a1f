package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.session.SessionId;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// Tells how much a session's model can read.
public final class FindContextLimit {
  private final LiveAgents agents;

  public FindContextLimit(LiveAgents agents) {
    this.agents = agents;
  }

  /// In tokens; the default where the model's own is unknown. Empty while the session has no model
  /// in memory.
  public OptionalLong find(SessionId id) throws InterruptedException {
    Optional<ModelConfig> model = agents.find(id).flatMap(Agent::model).map(ConfiguredModel::model);
    return model.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Objects.requireNonNullElse(
                model.get().contextLimit(), ModelConfig.DEFAULT_CONTEXT_LIMIT));
  }
}
