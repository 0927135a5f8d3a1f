package dev.gander.adapters.mcp.developer.tool;

import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.tool.ToolResult;

/// One tool of the extension. Any number of calls may run at once.
public interface DeveloperTool {
  /// Its name in `tools.json`, where its description and schemas stand.
  String name();

  /// Runs it on the calling thread. An interruption ends what it has started.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if the arguments are not what the tool takes
  ToolResult call(ToolInvocation invocation, ToolProgress progress) throws InterruptedException;

  /// The answer to a call that the tool cannot begin.
  default ToolResult refusal(String problem) {
    return DeveloperResult.error(problem);
  }
}
