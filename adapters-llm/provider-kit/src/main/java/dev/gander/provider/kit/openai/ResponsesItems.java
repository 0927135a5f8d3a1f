package dev.gander.provider.kit.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.Pictures;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.ResourceText;
import dev.gander.provider.kit.wire.ServiceToolNames;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.ArrayList;
import java.util.List;

/// Writes a conversation as items: the text of one message is one item, and each call and each
/// result is an item of its own. Thoughts are left out, except those that a call carries.
final class ResponsesItems {
  private final CarriedReasoning reasoning;
  private final Role role;
  private final List<Json> items = new ArrayList<>();

  /// Parts of the text since the last item.
  private final List<Json> parts = new ArrayList<>();

  private ResponsesItems(CarriedReasoning reasoning, Role role) {
    this.reasoning = reasoning;
    this.role = role;
  }

  /// @param system the first item, unless it is empty
  static List<Payload> write(
      String system,
      List<Message> messages,
      CarriedReasoning reasoning,
      WrittenMessages.Pass pass) {
    List<Payload> all = new ArrayList<>(messages.size() + 1);
    if (!system.isEmpty()) {
      all.add(Payload.of(said("system", List.of(text("input_text", system)))));
    }
    for (Message message : messages) {
      Payload bytes = pass.find(message);
      if (bytes == null) {
        bytes = new ResponsesItems(reasoning, message.role()).write(message);
        pass.remember(message, bytes);
      }
      if (!bytes.isEmpty()) {
        all.add(bytes);
      }
    }
    return all;
  }

  private Payload write(Message message) {
    message.content().forEach(this::add);
    endSpeech();
    return RequestBody.write(items);
  }

  private void add(Content block) {
    switch (block) {
      case Content.Text(String text, JsonObject _) when !text.isEmpty() ->
          parts.add(text(role == Role.USER ? "input_text" : "output_text", text));
      case Content.Image image when role == Role.USER ->
          parts.add(picture(image.mimeType(), image.data()));
      case Content.Image _ -> parts.add(text("output_text", Pictures.OF_ASSISTANT));
      case Content.ToolRequest(String id, Outcome<ToolCall> call, JsonObject other) ->
          call(id, call, other);
      case Content.FrontendToolRequest(String id, Outcome<ToolCall> call, JsonObject other) ->
          call(id, call, other);
      case Content.ToolResponse response -> result(response);
      default -> {}
    }
  }

  private void endSpeech() {
    if (!parts.isEmpty()) {
      items.add(said(role.wire(), parts));
      parts.clear();
    }
  }

  /// A call that could not be read is replayed as a placeholder: its result is the error.
  private void call(String id, Outcome<ToolCall> outcome, JsonObject other) {
    endSpeech();
    ToolCall call =
        switch (outcome) {
          case Outcome.Success<ToolCall>(ToolCall made) -> made;
          case Outcome.Failure<ToolCall> _ ->
              new ToolCall(ServiceToolNames.UNPARSEABLE, JsonObject.EMPTY);
        };
    items.addAll(reasoning.before(other));
    items.add(
        JsonObject.builder()
            .put("type", "function_call")
            .put("call_id", id)
            .put("name", ServiceToolNames.replayed(call.name()))
            .put("arguments", JsonText.write(call.argumentsOrEmpty()))
            .build());
  }

  private void result(Content.ToolResponse response) {
    endSpeech();
    Json output =
        switch (response.result()) {
          case Outcome.Success<ToolResult>(ToolResult result) -> output(result);
          case Outcome.Failure<ToolResult>(String error) ->
              Json.of("Error: " + error.replaceFirst("^-32[0-9]{3}: ", ""));
        };
    items.add(
        JsonObject.builder()
            .put("type", "function_call_output")
            .put("call_id", response.id())
            .put("output", output)
            .build());
  }

  /// A text; or a list of parts if there is a picture.
  private static Json output(ToolResult result) {
    List<Json> parts = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (ToolContent block : result.content()) {
      if (block instanceof ToolContent.Image image) {
        parts.add(picture(image.mimeType(), image.data()));
      } else {
        String text = text(block);
        texts.add(text);
        parts.add(text("input_text", text));
      }
    }
    return texts.size() == parts.size() ? Json.of(String.join("\n", texts)) : new JsonArray(parts);
  }

  private static String text(ToolContent block) {
    return switch (block) {
      case ToolContent.Text(String text, JsonObject _) -> text;
      case ToolContent.Resource(JsonObject resource, JsonObject _) -> ResourceText.of(resource);
      case ToolContent.Audio _ -> ResourceText.AUDIO;
      case ToolContent.ResourceLink _ -> ResourceText.LINK;
      case ToolContent.Image _, ToolContent.Unknown _ -> "";
    };
  }

  private static JsonObject said(String role, List<Json> parts) {
    return JsonObject.builder().put("role", role).put("content", new JsonArray(parts)).build();
  }

  private static Json text(String type, String text) {
    return JsonObject.builder().put("type", type).put("text", text).build();
  }

  private static Json picture(String mimeType, String data) {
    return JsonObject.builder()
        .put("type", "input_image")
        .put("image_url", "data:" + mimeType + ";base64," + data)
        .build();
  }
}
