package dev.gander.domain.message;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolJson;
import dev.gander.domain.tool.ToolResult;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The JSON form of one block of a message, tagged by `type`.
final class ContentJson {
  private ContentJson() {}

  static JsonObject write(Content content) {
    return switch (content) {
      case Content.Text(String text, JsonObject other) ->
          block("text").put("text", text).putAll(other).build();
      case Content.Image(String data, String mimeType, JsonObject other) ->
          block("image").put("data", data).put("mimeType", mimeType).putAll(other).build();
      case Content.ToolRequest(String id, Outcome<ToolCall> call, JsonObject other) ->
          block("toolRequest").put("id", id).put("toolCall", call(call)).putAll(other).build();
      case Content.ToolResponse(String id, Outcome<ToolResult> result, JsonObject other) ->
          block("toolResponse")
              .put("id", id)
              .put("toolResult", ToolJson.writeOutcome(result, ToolJson::writeResult))
              .putAll(other)
              .build();
      case Content.ToolConfirmationRequest request ->
          block("toolConfirmationRequest")
              .put("id", request.id())
              .put("toolName", request.toolName())
              .put("arguments", request.arguments())
              .putOrNull("prompt", request.prompt())
              .putAll(request.other())
              .build();
      case Content.ActionRequired(Action action) ->
          block("actionRequired").put("data", ActionJson.write(action)).build();
      case Content.FrontendToolRequest(String id, Outcome<ToolCall> call, JsonObject other) ->
          block("frontendToolRequest")
              .put("id", id)
              .put("toolCall", call(call))
              .putAll(other)
              .build();
      case Content.Thinking(String thinking, String signature, JsonObject other) ->
          block("thinking")
              .put("thinking", thinking)
              .put("signature", signature)
              .putAll(other)
              .build();
      case Content.RedactedThinking(String data, JsonObject other) ->
          block("redactedThinking").put("data", data).putAll(other).build();
      case Content.SystemNotification note ->
          block("systemNotification")
              .put("notificationType", note.notificationType())
              .put("msg", note.msg())
              .putIfPresent("data", note.data())
              .putAll(note.other())
              .build();
      case Content.Unknown(JsonObject json) -> json;
    };
  }

  /// Empty for a block type that goose removed from its format.
  ///
  /// @throws InvalidShape if the block is not an object, or is not understood and the reading does
  ///   not keep it
  static Optional<Content> read(Json json, Reading reading) {
    JsonFields fields = JsonFields.of(json);
    try {
      return read(fields, fields.text("type"));
    } catch (InvalidShape e) {
      if (!reading.keeps(e)) {
        throw e;
      }
      return Optional.of(new Content.Unknown(fields.object()));
    }
  }

  private static Optional<Content> read(JsonFields fields, String type) {
    JsonObject object = fields.object();
    return switch (type) {
      case "text" ->
          Optional.of(new Content.Text(fields.text("text"), rest(object, "type", "text")));
      case "image" ->
          Optional.of(
              new Content.Image(
                  fields.text("data"),
                  fields.text("mimeType"),
                  rest(object, "type", "data", "mimeType")));
      case "toolRequest" ->
          Optional.of(
              new Content.ToolRequest(
                  fields.text("id"), call(fields), rest(object, "type", "id", "toolCall")));
      case "toolResponse" ->
          Optional.of(
              new Content.ToolResponse(
                  fields.text("id"), result(fields), rest(object, "type", "id", "toolResult")));
      case "toolConfirmationRequest" -> Optional.of(confirmation(fields));
      case "actionRequired" ->
          Optional.of(new Content.ActionRequired(fields.required("data", ActionJson::read)));
      case "frontendToolRequest" ->
          Optional.of(
              new Content.FrontendToolRequest(
                  fields.text("id"), call(fields), rest(object, "type", "id", "toolCall")));
      case "thinking" ->
          Optional.of(
              new Content.Thinking(
                  fields.text("thinking"),
                  fields.text("signature"),
                  rest(object, "type", "thinking", "signature")));
      case "redactedThinking" ->
          Optional.of(
              new Content.RedactedThinking(fields.text("data"), rest(object, "type", "data")));
      case "systemNotification" -> Optional.of(notification(fields));
      case "reasoning" -> reasoning(object);
      case "conversationCompacted" -> Optional.empty();
      case String other -> throw InvalidShape.unknownVariant(other);
    };
  }

  private static Content confirmation(JsonFields fields) {
    return new Content.ToolConfirmationRequest(
        fields.text("id"),
        fields.text("toolName"),
        fields.required("arguments", JsonFields::asObject),
        fields.optionalText("prompt"),
        rest(fields.object(), "type", "id", "toolName", "arguments", "prompt"));
  }

  private static Content notification(JsonFields fields) {
    String type = fields.text("notificationType");
    if (!Set.of("thinkingMessage", "inlineMessage", "creditsExhausted").contains(type)) {
      throw InvalidShape.unknownVariant(type);
    }
    return new Content.SystemNotification(
        type,
        fields.text("msg"),
        valueOrNull(fields.object().get("data")),
        rest(fields.object(), "type", "notificationType", "msg", "data"));
  }

  /// Versions 1.26 to 1.28 wrote thinking without a signature as `reasoning`.
  private static Optional<Content> reasoning(JsonObject object) {
    return object.get("text") instanceof JsonString(String text)
        ? Optional.of(new Content.Thinking(text, ""))
        : Optional.empty();
  }

  private static Outcome<ToolCall> call(JsonFields fields) {
    return fields.required("toolCall", json -> ToolJson.readOutcome(json, ToolJson::readCall));
  }

  private static JsonObject call(Outcome<ToolCall> call) {
    return ToolJson.writeOutcome(call, ToolJson::writeCall);
  }

  private static Outcome<ToolResult> result(JsonFields fields) {
    return fields.required("toolResult", json -> ToolJson.readOutcome(json, ToolJson::readResult));
  }

  private static @Nullable Json valueOrNull(@Nullable Json value) {
    return value == JsonNull.NULL ? null : value;
  }

  private static JsonObject rest(JsonObject object, String... known) {
    return object.without(Set.of(known));
  }

  private static JsonObject.Builder block(String type) {
    return JsonObject.builder().put("type", type);
  }
}
