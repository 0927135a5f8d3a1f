package dev.gander.adapters.acp.update;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a tool call brought, for the user.
final class ToolOutput {
  private ToolOutput() {}

  /// The blocks that the protocol knows; links, sounds and annotations are left out, as by goosed.
  static JsonArray of(ToolResult result) {
    List<JsonObject> blocks =
        result.content().stream().map(ToolOutput::block).flatMap(Optional::stream).toList();
    return JsonArray.of(
        blocks, block -> JsonObject.builder().put("type", "content").put("content", block).build());
  }

  static JsonArray text(String text) {
    return of(ToolResult.text(text));
  }

  private static Optional<JsonObject> block(ToolContent content) {
    return switch (content) {
      case ToolContent.Text(String text, var _) ->
          Optional.of(start("text").put("text", text).build());
      case ToolContent.Image(String data, String type, var _) ->
          Optional.of(start("image").put("data", data).put("mimeType", type).build());
      case ToolContent.Resource(JsonObject resource, var _) ->
          Optional.of(start("resource").put("resource", resource).build());
      case ToolContent.Audio _, ToolContent.ResourceLink _, ToolContent.Unknown _ ->
          Optional.empty();
    };
  }

  private static JsonObject.Builder start(String type) {
    return JsonObject.builder().put("type", type);
  }

  /// Where it happened; null if that is unknown.
  ///
  /// @param call null if it is unknown
  static @Nullable Json locations(@Nullable ToolCall call, ToolResult result) {
    Optional<JsonArray> told =
        result.meta().array("tool_locations").filter(places -> !places.items().isEmpty());
    if (told.isPresent()) {
      return told.get();
    }
    if (call == null) {
      return null;
    }
    Optional<String> path = call.argumentsOrEmpty().text("path");
    return path.isEmpty()
        ? null
        : switch (call.name()) {
          case "read" -> place(path.get(), call.argumentsOrEmpty().get("line"));
          case "write", "edit" -> place(path.get(), Json.of(1));
          default -> null;
        };
  }

  private static JsonArray place(String path, @Nullable Json line) {
    return JsonArray.of(
        JsonObject.builder()
            .put("path", path)
            .putIfPresent("line", line instanceof JsonNumber ? line : null)
            .build());
  }
}
