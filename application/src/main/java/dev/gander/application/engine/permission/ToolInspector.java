package dev.gander.application.engine.permission;

import dev.gander.domain.tool.ToolCall;
import java.util.Optional;

/// Looks at tool calls for something that the user should know before they run.
@FunctionalInterface
interface ToolInspector {
  /// What the user is told when he is asked; empty if there is nothing to say.
  Optional<String> objection(ToolCall call);
}
