package dev.gander.application.engine.permission;

import dev.gander.application.agent.Agent;
import dev.gander.application.engine.prompt.Briefing;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ToolNames;
import dev.gander.domain.extension.ToolSuspicions;
import dev.gander.domain.tool.Tool;
import java.util.List;
import java.util.Optional;

/// A tool of a program or server that we did not make: its words are not ours.
///
/// @param all the tools of the session
record ForeignTool(Tool tool, List<Tool> all) {

  /// Empty if the tool is ours, or not listed.
  static Optional<ForeignTool> called(String name, Briefing briefing, Agent agent) {
    return Optional.ofNullable(briefing.tool(name))
        .filter(tool -> isForeign(ToolNames.parts(tool).extension(), agent))
        .map(tool -> new ForeignTool(tool, briefing.tools()));
  }

  private static boolean isForeign(ExtensionKey owner, Agent agent) {
    return agent.extensions().configs().stream()
        .filter(config -> config.key().equals(owner))
        .anyMatch(config -> !config.isOurs());
  }

  /// What the user should know before allowing it.
  Optional<String> warning() {
    List<String> suspicions = ToolSuspicions.about(tool, all);
    return suspicions.isEmpty()
        ? Optional.empty()
        : Optional.of("⚠ Be careful with this tool: " + String.join("; ", suspicions) + ".");
  }
}
