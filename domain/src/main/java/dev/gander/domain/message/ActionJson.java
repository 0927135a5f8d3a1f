package dev.gander.domain.message;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Set;

/// The JSON form of [Action], tagged by `actionType`. Confirmations have camelCase members,
/// elicitations snake_case ones: that is goose's format.
final class ActionJson {
  private static final Set<String> REPLIES = Set.of("accept", "decline", "cancel");

  private ActionJson() {}

  static JsonObject write(Action action) {
    return switch (action) {
      case Action.ToolConfirmation confirmation ->
          tagged("toolConfirmation", confirmation.id())
              .put("toolName", confirmation.toolName())
              .put("arguments", confirmation.arguments())
              .putOrNull("prompt", confirmation.prompt())
              .putAll(confirmation.other())
              .build();
      case Action.Elicitation elicitation ->
          tagged("elicitation", elicitation.id())
              .put("message", elicitation.message())
              .put("requested_schema", elicitation.requestedSchema())
              .putAll(elicitation.other())
              .build();
      case Action.ElicitationResponse response ->
          tagged("elicitationResponse", response.id())
              .put("user_data", response.userData())
              .putIfPresent("action", response.reply() == null ? null : Json.of(response.reply()))
              .putAll(response.other())
              .build();
    };
  }

  static Action read(Json json) {
    JsonFields fields = JsonFields.of(json);
    JsonObject object = fields.object();
    return switch (fields.text("actionType")) {
      case "toolConfirmation" ->
          new Action.ToolConfirmation(
              fields.text("id"),
              fields.text("toolName"),
              fields.required("arguments", JsonFields::asObject),
              fields.optionalText("prompt"),
              object.without(Set.of("actionType", "id", "toolName", "arguments", "prompt")));
      case "elicitation" ->
          new Action.Elicitation(
              fields.text("id"),
              fields.text("message"),
              fields.required("requested_schema", schema -> schema),
              object.without(Set.of("actionType", "id", "message", "requested_schema")));
      case "elicitationResponse" ->
          new Action.ElicitationResponse(
              fields.text("id"),
              fields.orElse("user_data", data -> data, JsonNull.NULL),
              fields.optional("action", ActionJson::reply),
              object.without(Set.of("actionType", "id", "user_data", "action")));
      case String other -> throw InvalidShape.unknownVariant(other);
    };
  }

  private static String reply(Json json) {
    String reply = JsonFields.asText(json);
    if (!REPLIES.contains(reply)) {
      throw InvalidShape.unknownVariant(reply);
    }
    return reply;
  }

  private static JsonObject.Builder tagged(String type, String id) {
    return JsonObject.builder().put("actionType", type).put("id", id);
  }
}
