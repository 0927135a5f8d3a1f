package dev.gander.domain.tool;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The MCP JSON form of tools, calls, results and their content, and goose's wrapping of an
/// outcome: `{"status":"success","value":…}` or `{"status":"error","error":"-32603: text"}`.
public final class ToolJson {
  private static final Set<String> TOOL = Set.of("name", "description", "inputSchema");
  private static final Set<String> CALL = Set.of("name", "arguments");
  private static final Set<String> RESULT = Set.of("content", "structuredContent", "isError");
  private static final Set<String> RESULT_OR_META =
      Set.of("content", "structuredContent", "isError", "_meta");

  private ToolJson() {}

  public static JsonObject write(Tool tool) {
    return JsonObject.builder()
        .put("name", tool.name())
        .putIfPresent("description", textOrNull(tool.description()))
        .put("inputSchema", tool.inputSchema())
        .putAll(tool.other())
        .build();
  }

  /// @throws InvalidShape if `name` or `inputSchema` is missing or wrong
  public static Tool readTool(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new Tool(
        fields.text("name"),
        fields.optionalText("description"),
        fields.required("inputSchema", JsonFields::asObject),
        fields.object().without(TOOL));
  }

  public static JsonObject writeCall(ToolCall call) {
    return JsonObject.builder()
        .put("name", call.name())
        .putIfPresent("arguments", call.arguments())
        .putAll(call.other())
        .build();
  }

  /// Reads a call; arguments that are not an object become `{"value": <arguments>}`.
  ///
  /// @throws InvalidShape if `name` is missing
  public static ToolCall readCall(Json json) {
    JsonFields fields = JsonFields.of(json);
    return new ToolCall(
        fields.text("name"),
        fields.optional("arguments", ToolJson::arguments),
        fields.object().without(CALL));
  }

  public static JsonObject writeResult(ToolResult result) {
    return JsonObject.builder()
        .put("content", JsonArray.of(result.content(), ToolJson::write))
        .putIfPresent("structuredContent", result.structuredContent())
        .putIfPresent("isError", result.isError() == null ? null : Json.of(result.isError()))
        .putAll(result.other())
        .build();
  }

  /// Reads a result; a bare array is the content of a successful one. Blocks of unknown type are
  /// kept.
  ///
  /// @throws InvalidShape if it is neither an array nor an object with at least one member of a
  ///   result
  public static ToolResult readResult(Json json) {
    if (json instanceof JsonArray) {
      return new ToolResult(content(json), null, false, JsonObject.EMPTY);
    }
    JsonFields fields = JsonFields.of(json);
    if (Collections.disjoint(fields.object().members().keySet(), RESULT_OR_META)) {
      throw new InvalidShape("no member of a tool result");
    }
    List<ToolContent> content = fields.optional("content", ToolJson::content);
    Json structured = fields.object().get("structuredContent");
    return new ToolResult(
        content == null ? List.of() : content,
        structured == JsonNull.NULL ? null : structured,
        fields.optional("isError", JsonFields::asBool),
        fields.object().without(RESULT));
  }

  public static JsonObject write(ToolContent content) {
    return switch (content) {
      case ToolContent.Text(String text, JsonObject other) ->
          block("text").put("text", text).putAll(other).build();
      case ToolContent.Image(String data, String mimeType, JsonObject other) ->
          block("image").put("data", data).put("mimeType", mimeType).putAll(other).build();
      case ToolContent.Audio(String data, String mimeType, JsonObject other) ->
          block("audio").put("data", data).put("mimeType", mimeType).putAll(other).build();
      case ToolContent.Resource(JsonObject resource, JsonObject other) ->
          block("resource").put("resource", resource).putAll(other).build();
      case ToolContent.ResourceLink(JsonObject json) -> json;
      case ToolContent.Unknown(JsonObject json) -> json;
    };
  }

  /// @throws InvalidShape if the block has no `type`, or lacks members of its type
  public static ToolContent readContent(Json json) {
    JsonFields fields = JsonFields.of(json);
    JsonObject object = fields.object();
    return switch (fields.text("type")) {
      case "text" ->
          new ToolContent.Text(fields.text("text"), object.without(Set.of("type", "text")));
      case "image" ->
          new ToolContent.Image(fields.text("data"), fields.text("mimeType"), media(object));
      case "audio" ->
          new ToolContent.Audio(fields.text("data"), fields.text("mimeType"), media(object));
      case "resource" ->
          new ToolContent.Resource(
              fields.required("resource", JsonFields::asObject),
              object.without(Set.of("type", "resource")));
      case "resource_link" -> new ToolContent.ResourceLink(object);
      case String _ -> new ToolContent.Unknown(object);
    };
  }

  public static <T> JsonObject writeOutcome(Outcome<T> outcome, Function<T, JsonObject> writer) {
    return switch (outcome) {
      case Outcome.Success<T>(T value) ->
          JsonObject.builder().put("status", "success").put("value", writer.apply(value)).build();
      case Outcome.Failure<T>(String error) ->
          JsonObject.builder().put("status", "error").put("error", error).build();
    };
  }

  /// @throws InvalidShape if `status` and the other member contradict each other
  public static <T> Outcome<T> readOutcome(Json json, Function<Json, T> reader) {
    JsonFields fields = JsonFields.of(json);
    return switch (fields.text("status")) {
      case "success" -> Outcome.success(fields.required("value", reader));
      case "error" -> Outcome.failure(fields.text("error"));
      case String other ->
          throw new InvalidShape("unknown variant `" + other + "`, expected `success` or `error`");
    };
  }

  private static JsonObject arguments(Json json) {
    return json instanceof JsonObject object ? object : JsonObject.of("value", json);
  }

  private static List<ToolContent> content(Json json) {
    return JsonFields.listOf(ToolJson::readContent).apply(json);
  }

  private static JsonObject media(JsonObject object) {
    return object.without(Set.of("type", "data", "mimeType"));
  }

  private static JsonObject.Builder block(String type) {
    return JsonObject.builder().put("type", type);
  }

  private static @Nullable Json textOrNull(@Nullable String text) {
    return text == null ? null : Json.of(text);
  }
}
