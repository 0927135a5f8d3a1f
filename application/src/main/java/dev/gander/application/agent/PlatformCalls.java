package dev.gander.application.agent;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.nio.file.Path;

/// Runs the tools that belong to no extension: see [PlatformTools].
@FunctionalInterface
public interface PlatformCalls {
  /// Runs a call of [PlatformTools#MANAGE_SCHEDULE].
  ///
  /// @param folder of the session, that relative paths start from
  /// @throws GanderException if it cannot be done; the model reads why
  ToolResult manageSchedule(Path folder, ToolCall call) throws InterruptedException;
}
