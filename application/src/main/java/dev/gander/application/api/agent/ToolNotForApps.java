package dev.gander.application.api.agent;

import dev.gander.domain.error.InvalidInput;

/// Only a model may call the tool.
public final class ToolNotForApps extends InvalidInput {
  private static final long serialVersionUID = 1;

  ToolNotForApps(String tool) {
    super("Tool '" + tool + "' cannot be called by the app");
  }
}
