package dev.gander.application.engine.permission;

import java.util.Optional;

/// Examines tool calls before they run, except those that the user never allows.
@FunctionalInterface
interface ToolInspector {
  /// Empty if there is nothing to say.
  Optional<Finding> examine(ExaminedCall examined) throws InterruptedException;
}
