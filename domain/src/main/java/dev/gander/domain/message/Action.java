package dev.gander.domain.message;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A request to a person in the middle of a turn, or the answer to it. `id` ties both together: the
/// tool request's id for a confirmation, a UUID for an elicitation.
public sealed interface Action {
  String id();

  /// May this tool run? `prompt` is set when an inspector raised a concern.
  record ToolConfirmation(
      String id, String toolName, JsonObject arguments, @Nullable String prompt, JsonObject other)
      implements Action {}

  /// A question from an extension; `requestedSchema` is the JSON Schema of the answer.
  record Elicitation(String id, String message, Json requestedSchema, JsonObject other)
      implements Action {}

  /// The user's answer. `reply` is `accept` (default), `decline` or `cancel` (1.39); null when the
  /// client sent none.
  record ElicitationResponse(String id, Json userData, @Nullable String reply, JsonObject other)
      implements Action {}
}
