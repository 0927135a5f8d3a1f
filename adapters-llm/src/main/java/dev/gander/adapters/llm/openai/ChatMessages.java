package dev.gander.adapters.llm.openai;

import dev.gander.adapters.llm.wire.LocalPictures;
import dev.gander.adapters.llm.wire.ResourceText;
import dev.gander.adapters.llm.wire.SplitAnswers;
import dev.gander.adapters.llm.wire.WrittenMessages;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a conversation as chat messages: results of tools are messages of their own behind the
/// answer, pictures in results follow in a user's message. Not for use by several threads.
final class ChatMessages {
  /// Stands for the name in a call that could not be read.
  static final String UNPARSEABLE = "unparseable_tool_call";

  private final boolean preservesThinking;

  /// What the message at hand has become so far.
  private final List<Json> written = new ArrayList<>();

  /// Thoughts of an answer that said nothing else: they go with the next one.
  private String heldThinking = "";

  private ChatMessages(boolean preservesThinking) {
    this.preservesThinking = preservesThinking;
  }

  static List<byte[]> write(
      List<Message> messages, boolean preservesThinking, WrittenMessages.Pass pass) {
    ChatMessages chat = new ChatMessages(preservesThinking);
    List<byte[]> all = new ArrayList<>(messages.size() + 1);
    for (Message message : preservesThinking ? SplitAnswers.join(messages) : messages) {
      byte[] bytes = chat.write(message, pass);
      if (bytes.length > 0) {
        all.add(bytes);
      }
    }
    return all;
  }

  /// A message is written the same way each time, unless thoughts are held for it.
  private byte[] write(Message message, WrittenMessages.Pass pass) {
    boolean alone = heldThinking.isEmpty();
    byte[] known = alone ? pass.find(message) : null;
    if (known != null) {
      return known;
    }
    written.clear();
    switch (message.role()) {
      case USER -> user(message);
      case ASSISTANT -> assistant(message);
    }
    String text = written.stream().map(JsonText::write).collect(Collectors.joining(","));
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (alone && heldThinking.isEmpty()) {
      pass.remember(message, bytes);
    }
    return bytes;
  }

  private void user(Message message) {
    Json content = content(message);
    if (content != JsonNull.NULL) {
      heldThinking = "";
      written.add(said(Role.USER, content).build());
    }
    List<Json> pictures = new ArrayList<>();
    for (Content block : message.content()) {
      if (block instanceof Content.ToolResponse response) {
        result(response, pictures);
      }
    }
    written.addAll(pictures);
  }

  private void assistant(Message message) {
    String thinking = preservesThinking ? thinking(message) : "";
    List<Json> calls = calls(message);
    Json content = content(message);
    if (calls.isEmpty() && content == JsonNull.NULL) {
      heldThinking = joined(heldThinking, thinking);
      return;
    }
    JsonObject.Builder answer = said(Role.ASSISTANT, content);
    if (!calls.isEmpty()) {
      answer.put("tool_calls", new JsonArray(calls));
    }
    String reasoning = joined(heldThinking, thinking);
    heldThinking = "";
    if (!reasoning.isEmpty()) {
      answer.put("reasoning_content", reasoning);
    }
    written.add(answer.build());
  }

  private static JsonObject.Builder said(Role role, Json content) {
    return JsonObject.builder().put("role", role.wire()).put("content", content);
  }

  /// Joins thoughts, of which one may already hold the other.
  private static String joined(String earlier, String later) {
    if (later.startsWith(earlier) || later.endsWith(earlier)) {
      return later;
    }
    return earlier.startsWith(later) || earlier.endsWith(later) ? earlier : earlier + later;
  }

  private static String thinking(Message message) {
    return message.content().stream()
        .filter(Content.Thinking.class::isInstance)
        .map(block -> ((Content.Thinking) block).thinking())
        .collect(Collectors.joining());
  }

  /// Texts as one string; as soon as there is a picture, a list of parts; `null` for neither.
  private static Json content(Message message) {
    List<String> texts = new ArrayList<>();
    List<Json> parts = new ArrayList<>();
    boolean pictures = false;
    for (Content block : message.content()) {
      switch (block) {
        case Content.Text(String text, JsonObject _) when !text.isEmpty() -> {
          add(text, texts, parts);
          if (message.role() == Role.USER) {
            List<Json> local = localPictures(text);
            pictures |= !local.isEmpty();
            parts.addAll(local);
          }
        }
        case Content.Image image when message.role() == Role.USER -> {
          pictures = true;
          parts.add(picture(image.mimeType(), image.data()));
        }
        case Content.Image _ ->
            add("[Image content left out: the assistant cannot send pictures here]", texts, parts);
        default -> {}
      }
    }
    if (pictures) {
      return new JsonArray(parts);
    }
    return texts.isEmpty() ? JsonNull.NULL : Json.of(String.join("\n", texts));
  }

  private static void add(String text, List<String> texts, List<Json> parts) {
    texts.add(text);
    parts.add(JsonObject.builder().put("type", "text").put("text", text).build());
  }

  private static List<Json> localPictures(String text) {
    return LocalPictures.in(text).stream()
        .map(local -> picture(local.mimeType(), local.data()))
        .toList();
  }

  private static Json picture(String mimeType, String data) {
    return JsonObject.builder()
        .put("type", "image_url")
        .put("image_url", JsonObject.of("url", Json.of("data:" + mimeType + ";base64," + data)))
        .build();
  }

  private static List<Json> calls(Message message) {
    List<Json> calls = new ArrayList<>();
    for (Content block : message.content()) {
      switch (block) {
        case Content.ToolRequest(String id, Outcome<ToolCall> call, JsonObject other) ->
            calls.add(call(id, call, other));
        case Content.FrontendToolRequest(String id, Outcome<ToolCall> call, JsonObject other) ->
            calls.add(call(id, call, other));
        default -> {}
      }
    }
    return calls;
  }

  /// A call that could not be read is replayed as a placeholder: its error answers it.
  private static Json call(String id, Outcome<ToolCall> call, JsonObject other) {
    JsonObject function =
        switch (call) {
          case Outcome.Success<ToolCall>(ToolCall made) ->
              JsonObject.builder()
                  .put("name", made.name().replaceAll("[^a-zA-Z0-9_-]", "_"))
                  .put("arguments", JsonText.write(made.argumentsOrEmpty()))
                  .build();
          case Outcome.Failure<ToolCall> _ ->
              JsonObject.builder().put("name", UNPARSEABLE).put("arguments", "{}").build();
        };
    return JsonObject.builder()
        .put("id", id)
        .put("type", "function")
        .put("function", function)
        .putAll(other.object("metadata").orElse(JsonObject.EMPTY))
        .build();
  }

  private void result(Content.ToolResponse response, List<Json> pictures) {
    String text =
        switch (response.result()) {
          case Outcome.Success<ToolResult>(ToolResult result) -> text(result, pictures);
          case Outcome.Failure<ToolResult>(String error) ->
              "The tool call returned the following error:\n" + error;
        };
    written.add(
        JsonObject.builder()
            .put("role", "tool")
            .put("content", text)
            .put("tool_call_id", response.id())
            .build());
  }

  private static String text(ToolResult result, List<Json> pictures) {
    return result.content().stream()
        .map(
            block ->
                switch (block) {
                  case ToolContent.Text(String text, JsonObject _) -> text;
                  case ToolContent.Resource(JsonObject resource, JsonObject _) ->
                      ResourceText.of(resource);
                  case ToolContent.Image image -> {
                    pictures.add(
                        said(Role.USER, JsonArray.of(picture(image.mimeType(), image.data())))
                            .build());
                    yield "This tool result holds a picture, which the next message shows.";
                  }
                  case ToolContent.Audio _, ToolContent.ResourceLink _, ToolContent.Unknown _ -> "";
                })
        .collect(Collectors.joining(" "));
  }
}
