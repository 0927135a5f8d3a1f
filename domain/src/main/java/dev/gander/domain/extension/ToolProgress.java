package dev.gander.domain.extension;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ShownWork;
import org.jspecify.annotations.Nullable;

/// Receives a running tool's notifications and questions. Called from any thread, in the order of
/// the events of one call; [#notification] returns at once.
public interface ToolProgress {
  /// An MCP notification such as `notifications/progress` or `notifications/message`, unchanged.
  void notification(String method, JsonObject params);

  /// What the tool does, for clients that show it. Nothing of it is lost.
  default void work(ShownWork work) {}

  /// Whether a user follows the call; otherwise [#elicit] always fails.
  default boolean isAttended() {
    return true;
  }

  /// Asks the user and waits for the answer, at most 300 s.
  ///
  /// @throws dev.gander.domain.error.ExtensionException if there is no answer in time
  Elicited elicit(String message, Json requestedSchema) throws InterruptedException;

  /// The user's answer: `accept`, `decline` or `cancel`, and the data of an accepted one.
  record Elicited(String action, @Nullable Json content) {}
}
