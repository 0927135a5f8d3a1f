package dev.gander.application.toolshim;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Describes tools, calls and results in words.
///
/// @param json writes a value on one line
public record ToolTexts(Function<Json, String> json) {
  private static final String HOW_TO_CALL =
      """


      # Tools

      You can use the tools that are described below, one at a time. To use one, answer with a JSON
      object of this form and nothing else:

      {"name": "name of the tool", "arguments": {"name of an argument": "its value"}}

      Then stop: what the tool says comes with the next message. Answer in plain words when you need
      no tool, and never make up what a tool would say.
      """;

  /// The system prompt with the tools added; unchanged if there are none.
  String prompt(String system, List<Tool> tools) {
    return tools.isEmpty()
        ? system
        : system + HOW_TO_CALL + tools.stream().map(this::text).collect(Collectors.joining());
  }

  private String text(Tool tool) {
    return "\n## "
        + tool.name()
        + "\n"
        + Objects.requireNonNullElse(tool.description(), "").strip()
        + "\nArguments (JSON Schema): "
        + json.apply(tool.inputSchema())
        + "\n";
  }

  /// The conversation without calls and results. A call becomes the text with which the model would
  /// make it; images in results remain images.
  List<Message> conversation(List<Message> messages) {
    return messages.stream().map(this::plain).toList();
  }

  /// Messages without tools stay the same objects, since cached renderings are found by identity.
  private Message plain(Message message) {
    return message.content().stream().noneMatch(ToolTexts::isAboutTools)
        ? message
        : message.withContent(message.content().stream().flatMap(this::plain).toList());
  }

  private static boolean isAboutTools(Content content) {
    return content instanceof Content.ToolRequest
        || content instanceof Content.FrontendToolRequest
        || content instanceof Content.ToolResponse;
  }

  private Stream<Content> plain(Content content) {
    return switch (content) {
      case Content.ToolRequest request -> Stream.of(call(request.call()));
      case Content.FrontendToolRequest request -> Stream.of(call(request.call()));
      case Content.ToolResponse response -> result(response.result());
      case Content other -> Stream.of(other);
    };
  }

  private Content call(Outcome<ToolCall> call) {
    return switch (call) {
      case Outcome.Success<ToolCall>(ToolCall value) ->
          new Content.Text(
              json.apply(
                  JsonObject.builder()
                      .put("name", value.name())
                      .put("arguments", value.argumentsOrEmpty())
                      .build()));
      case Outcome.Failure<ToolCall>(String error) ->
          new Content.Text("(a tool call that could not be read: " + error + ")");
    };
  }

  private static Stream<Content> result(Outcome<ToolResult> result) {
    return switch (result) {
      case Outcome.Success<ToolResult>(ToolResult value) ->
          Stream.concat(
              Stream.of(
                  new Content.Text(
                      (value.failed() ? "Tool result (it failed):\n" : "Tool result:\n")
                          + text(value))),
              pictures(value));
      case Outcome.Failure<ToolResult>(String error) ->
          Stream.of(new Content.Text("Tool result (it failed):\n" + error));
    };
  }

  private static String text(ToolResult result) {
    return result.content().stream()
        .map(ToolTexts::text)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String text(ToolContent content) {
    return switch (content) {
      case ToolContent.Text text -> text.text();
      case ToolContent.Resource(JsonObject resource, var _) ->
          resource.text("text").orElse("[a resource without text]");
      case ToolContent.Image _, ToolContent.Unknown _ -> "";
      case ToolContent.Audio _ -> "[a sound]";
      case ToolContent.ResourceLink(JsonObject link) ->
          link.text("uri").map(uri -> "[" + uri + "]").orElse("");
    };
  }

  private static Stream<Content> pictures(ToolResult result) {
    return result.content().stream()
        .filter(ToolContent.Image.class::isInstance)
        .map(ToolContent.Image.class::cast)
        .map(image -> new Content.Image(image.data(), image.mimeType(), JsonObject.EMPTY));
  }
}
