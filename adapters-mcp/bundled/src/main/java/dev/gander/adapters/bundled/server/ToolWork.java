package dev.gander.adapters.bundled.server;

import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.tool.ToolResult;

/// What a tool does. Any number of calls may run at once.
@FunctionalInterface
public interface ToolWork {
  /// An interrupt ends what it has started.
  ///
  /// @throws dev.gander.domain.json.InvalidShape if the tool does not accept the arguments
  ToolResult call(ToolInvocation invocation) throws InterruptedException;
}
