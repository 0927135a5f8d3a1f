package dev.gander.adapters.llm.programs.acp;

import dev.gander.domain.provider.McpServer;
import dev.gander.domain.provider.WorkContext;
import java.nio.file.Path;
import java.util.List;

/// The settings that are fixed once an agent runs and has a session.
record AcpLaunch(List<String> arguments, Path folder, List<McpServer> servers) {
  static AcpLaunch of(AcpAgent agent, WorkContext place, String model) {
    return new AcpLaunch(
        agent.arguments().apply(place.mode(), model), place.folder(), place.servers());
  }
}
