package dev.gander.application.extension;

import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.tool.Tool;
import org.jspecify.annotations.Nullable;

/// What runs a tool that was called by its public name.
public sealed interface ToolRoute {
  /// The tool under its public name; null if its extension never listed it.
  @Nullable Tool listed();

  /// An extension, under its own name for the tool.
  record ToExtension(ExtensionKey extension, String tool, @Nullable Tool listed)
      implements ToolRoute {}

  /// The client.
  record ToFrontend(Tool listed) implements ToolRoute {}
}
