package dev.gander.application.engine.permission;

import dev.gander.domain.tool.ToolCall;
import java.util.Optional;

/// Examines tool calls for anything the user should know before they run.
@FunctionalInterface
interface ToolInspector {
  /// The objection to show with the question to the user; empty if there is none.
  Optional<String> objection(ToolCall call);
}
