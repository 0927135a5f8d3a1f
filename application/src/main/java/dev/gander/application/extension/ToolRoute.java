package dev.gander.application.extension;

import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.tool.Tool;

/// What runs a tool that was called by its public name.
public sealed interface ToolRoute {
  /// An extension, under its own name for the tool.
  record ToExtension(ExtensionKey extension, String tool) implements ToolRoute {}

  /// The client.
  record ToFrontend(Tool tool) implements ToolRoute {}
}
