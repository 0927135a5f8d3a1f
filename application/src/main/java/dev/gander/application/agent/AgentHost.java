package dev.gander.application.agent;

import dev.gander.application.extension.AgentExtensionHost;
import dev.gander.application.extension.ConnectedExtensions;
import dev.gander.application.model.Sampling;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.util.Optional;

/// What the extensions of an agent may ask it.
record AgentHost(Agent agent) implements AgentExtensionHost {
  @Override
  public SessionId sessionId() {
    return agent.sessionId();
  }

  @Override
  public Path workingDir() {
    return agent.workingDir();
  }

  @Override
  public Optional<String> container() {
    return agent.container();
  }

  @Override
  public JsonObject sample(JsonObject request) throws InterruptedException {
    return agent.sampling().answer(Sampling.Question.read(JsonFields.of(request)));
  }

  @Override
  public void toolsChanged() {
    agent.extensions().toolsChanged();
  }

  @Override
  public ConnectedExtensions extensions() {
    return agent.extensions();
  }
}
