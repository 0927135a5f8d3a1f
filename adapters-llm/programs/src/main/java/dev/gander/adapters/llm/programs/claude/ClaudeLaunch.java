package dev.gander.adapters.llm.programs.claude;

import dev.gander.adapters.llm.programs.SystemText;
import dev.gander.adapters.llm.programs.installed.InstalledProgram;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.McpServer;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.WorkContext;
import java.nio.file.Path;
import java.util.List;

/// The settings that are fixed once Claude Code runs. In mode `auto` it does what it wants; in all
/// other modes it asks us before doing anything that its own rules don't allow.
record ClaudeLaunch(String system, Path folder, boolean asks, List<McpServer> servers) {
  static final List<String> SPEAKING_JSON =
      List.of("--input-format", "stream-json", "--output-format", "stream-json", "--verbose");

  static ClaudeLaunch of(ProviderRequest request, InstalledProgram program) {
    String system = SystemText.withoutExtensions(request.system());
    WorkContext place = request.workContext();
    return place == null
        ? new ClaudeLaunch(
            system, program.folderOf(ClaudeCodeProviderFactory.NAME), true, List.of())
        : new ClaudeLaunch(system, place.folder(), place.mode() != GooseMode.AUTO, place.servers());
  }

  List<String> permissionFlags() {
    return asks
        ? List.of("--permission-prompt-tool", "stdio")
        : List.of("--dangerously-skip-permissions");
  }
}
