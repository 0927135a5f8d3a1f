package dev.gander.application.api.agent;

import dev.gander.domain.error.InvalidInput;

/// The client itself has to run this tool.
public final class ToolRunsInFrontend extends InvalidInput {
  private static final long serialVersionUID = 1;

  ToolRunsInFrontend(String tool) {
    super(
        "Tool '"
            + tool
            + "' is provided by the frontend and must be executed by the frontend host");
  }
}
