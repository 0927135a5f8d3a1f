package dev.gander.application.agent;

import dev.gander.application.extension.AgentExtensionHost;
import dev.gander.application.extension.ConnectedExtensions;
import dev.gander.application.model.Sampling;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.extension.SamplingAnswer;
import dev.gander.domain.extension.SamplingRequest;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Serves the requests of an agent's extensions. Those of the application itself may use its agent.
public record AgentHost(Agent agent) implements AgentExtensionHost {
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
  public Optional<HostClient> client() {
    return agent.client();
  }

  @Override
  public SamplingAnswer sample(SamplingRequest request) throws InterruptedException {
    agent.quotas().takeSample();
    return agent.sampling().answer(request);
  }

  @Override
  public Elicited elicit(String message, Json requestedSchema) throws InterruptedException {
    return agent.extensions().elicit(message, requestedSchema);
  }

  @Override
  public void toolsChanged() {
    agent.extensions().toolsChanged();
  }

  @Override
  public Sampling.Said ask(String system, String question, List<Tool> tools)
      throws InterruptedException {
    return agent.sampling().ask(system, question, tools);
  }

  @Override
  public ConnectedExtensions extensions() {
    return agent.extensions();
  }
}
