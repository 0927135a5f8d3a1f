package dev.gander.adapters.mcp.developer.tool;

import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.tool.ToolResult;

/// One tool of the extension. Any number of calls may run at once.
public interface DeveloperTool {
  /// The name in `tools.json`, which contains its description and schemas.
  String name();

  /// Runs it on the calling thread. An interrupt ends what it has started.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if the tool does not accept the arguments
  ToolResult call(ToolInvocation invocation, ToolProgress progress) throws InterruptedException;

  /// The answer to a call that the tool cannot start.
  default ToolResult refusal(String problem) {
    return DeveloperResult.error(problem);
  }
}
