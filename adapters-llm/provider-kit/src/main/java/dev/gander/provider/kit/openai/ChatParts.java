package dev.gander.provider.kit.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Role;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.wire.LocalPictures;
import dev.gander.provider.kit.wire.ResourceText;
import dev.gander.provider.kit.wire.ServiceToolNames;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The parts of chat completion messages, the same in all variants of the dialect.
public final class ChatParts {
  private ChatParts() {}

  /// A message to which more members can be added.
  public static JsonObject.Builder said(Role role, Json content) {
    return JsonObject.builder().put("role", role.wire()).put("content", content);
  }

  public static JsonObject text(String text) {
    return JsonObject.builder().put("type", "text").put("text", text).build();
  }

  public static JsonObject picture(String mimeType, String data) {
    return JsonObject.builder()
        .put("type", "image_url")
        .put("image_url", JsonObject.of("url", Json.of("data:" + mimeType + ";base64," + data)))
        .build();
  }

  /// The pictures on this machine that a user's text names.
  public static List<Json> localPictures(String text) {
    return LocalPictures.in(text).stream()
        .<Json>map(local -> picture(local.mimeType(), local.data()))
        .toList();
  }

  /// A call that could not be read is replayed as a placeholder: its result is the error.
  ///
  /// @param other its `metadata` goes back to the service that sent it
  public static JsonObject call(String id, Outcome<ToolCall> call, JsonObject other) {
    return call(id, call, other, JsonText::write);
  }

  /// @param json writes arguments
  static JsonObject call(
      String id, Outcome<ToolCall> call, JsonObject other, Function<JsonObject, String> json) {
    JsonObject function =
        switch (call) {
          case Outcome.Success<ToolCall>(ToolCall made) ->
              JsonObject.builder()
                  .put("name", ServiceToolNames.clean(made.name()))
                  .put("arguments", json.apply(made.argumentsOrEmpty()))
                  .build();
          case Outcome.Failure<ToolCall> _ ->
              JsonObject.builder()
                  .put("name", ServiceToolNames.UNPARSEABLE)
                  .put("arguments", "{}")
                  .build();
        };
    return JsonObject.builder()
        .put("id", id)
        .put("type", "function")
        .put("function", function)
        .putAll(other.object("metadata").orElse(JsonObject.EMPTY))
        .build();
  }

  /// A tool's message with its result.
  ///
  /// @param pictures receives a user's message for each picture in it
  public static JsonObject result(
      Content.ToolResponse response, List<? super JsonObject> pictures) {
    String text =
        switch (response.result()) {
          case Outcome.Success<ToolResult>(ToolResult result) -> text(result, pictures);
          case Outcome.Failure<ToolResult>(String error) ->
              "The tool call returned the following error:\n" + error;
        };
    return JsonObject.builder()
        .put("role", "tool")
        .put("content", text)
        .put("tool_call_id", response.id())
        .build();
  }

  private static String text(ToolResult result, List<? super JsonObject> pictures) {
    return result.content().stream()
        .map(
            block ->
                switch (block) {
                  case ToolContent.Text(String text, JsonObject _) -> text;
                  case ToolContent.Resource(JsonObject resource, JsonObject _) ->
                      ResourceText.of(resource);
                  case ToolContent.Image image -> {
                    JsonArray shown = JsonArray.of(picture(image.mimeType(), image.data()));
                    pictures.add(said(Role.USER, shown).build());
                    yield "This tool result holds a picture, which the next message shows.";
                  }
                  case ToolContent.Audio _, ToolContent.ResourceLink _, ToolContent.Unknown _ -> "";
                })
        .collect(Collectors.joining(" "));
  }
}
