package dev.gander.application.subagent;

import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.extension.ToolProgress.Elicited;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;

/// Whoever waits for a sub-agent, and learns what it does. Called from any thread.
interface ChildListener {
  /// @param logged the call as an MCP logging message
  void toolCalled(JsonObject logged);

  /// Answers the question of one of its extensions.
  ///
  /// @throws dev.gander.domain.error.ExtensionException if there is no answer
  Elicited asked(String message, Json requestedSchema) throws InterruptedException;

  /// The user of the session that delegated sees the calls and answers the questions.
  static ChildListener of(ToolProgress progress) {
    return new ChildListener() {
      @Override
      public void toolCalled(JsonObject logged) {
        progress.notification("notifications/message", logged);
      }

      @Override
      public Elicited asked(String message, Json requestedSchema) throws InterruptedException {
        return progress.elicit(message, requestedSchema);
      }
    };
  }
}
