package dev.gander.provider.kit.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonFrame;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.Pictures;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.SplitAnswers;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes a conversation as chat messages: tool results are messages of their own after the answer,
/// pictures in results follow in a user's message. Not thread-safe.
final class ChatMessages {
  private final ChatDialect dialect;

  /// The messages written so far for the current message.
  private final List<Json> written = new ArrayList<>();

  private final HugeText huge = new HugeText();

  /// Thoughts of an answer without other content: they go with the next one.
  private String heldThinking = "";

  private ChatMessages(ChatDialect dialect) {
    this.dialect = dialect;
  }

  static List<Payload> write(
      List<Message> messages, ChatDialect dialect, WrittenMessages.Pass pass) {
    ChatMessages chat = new ChatMessages(dialect);
    List<Payload> all = new ArrayList<>(messages.size() + 1);
    for (Message message : dialect.preservesThinking() ? SplitAnswers.join(messages) : messages) {
      Payload bytes = chat.write(message, pass);
      if (!bytes.isEmpty()) {
        all.add(bytes);
      }
    }
    return all;
  }

  /// A message is always written the same way, unless thoughts are held for it.
  private Payload write(Message message, WrittenMessages.Pass pass) {
    boolean alone = heldThinking.isEmpty();
    Payload known = alone ? pass.find(message) : null;
    if (known != null) {
      return known;
    }
    Payload bytes = HugeText.isPossiblyIn(message) ? writeHuge(message) : writeUsual(message);
    if (alone && heldThinking.isEmpty()) {
      pass.remember(message, bytes);
    }
    return bytes;
  }

  private Payload writeUsual(Message message) {
    add(message);
    return RequestBody.write(written);
  }

  private Payload writeHuge(Message message) {
    String held = heldThinking;
    JsonFrame frame =
        JsonFrame.of(
            gap -> {
              huge.begin(gap);
              add(message);
              return written.isEmpty() ? JsonNull.NULL : written.getFirst();
            });
    Payload bytes = huge.end(written.size() == 1 ? frame : null);
    if (bytes != null) {
      return bytes;
    }
    heldThinking = held;
    return writeUsual(message);
  }

  private void add(Message message) {
    written.clear();
    switch (message.role()) {
      case USER -> user(message);
      case ASSISTANT -> assistant(message);
    }
  }

  private void user(Message message) {
    Json content = content(message);
    if (content != JsonNull.NULL) {
      heldThinking = "";
      written.add(ChatParts.said(Role.USER, content).build());
    }
    List<Json> pictures = new ArrayList<>();
    for (Content block : message.content()) {
      if (block instanceof Content.ToolResponse response) {
        written.add(ChatParts.result(response, pictures));
      }
    }
    written.addAll(pictures);
  }

  private void assistant(Message message) {
    String thinking = dialect.preservesThinking() ? thinking(message) : "";
    List<Json> calls = calls(message);
    Json content = content(message);
    if (calls.isEmpty() && content == JsonNull.NULL) {
      heldThinking = joined(heldThinking, thinking);
      return;
    }
    JsonObject.Builder answer = ChatParts.said(Role.ASSISTANT, content);
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

  /// Joins thoughts, one of which may already contain the other.
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

  /// Texts as one string; a list of parts if there is a picture; `null` for neither.
  private Json content(Message message) {
    List<String> texts = new ArrayList<>();
    List<Json> parts = new ArrayList<>();
    boolean pictures = false;
    for (Content block : message.content()) {
      switch (block) {
        case Content.Text(String text, JsonObject _) when !text.isEmpty() -> {
          add(text, texts, parts);
          if (message.role() == Role.USER) {
            List<Json> local = ChatParts.localPictures(text);
            pictures |= !local.isEmpty();
            parts.addAll(local);
          }
        }
        case Content.Image image when message.role() == Role.USER -> {
          pictures = true;
          parts.add(ChatParts.picture(image.mimeType(), image.data()));
        }
        case Content.Image _ -> add(Pictures.OF_ASSISTANT, texts, parts);
        default -> {}
      }
    }
    if (pictures) {
      return new JsonArray(parts);
    }
    return switch (texts.size()) {
      case 0 -> JsonNull.NULL;
      case 1 -> Json.of(texts.getFirst());
      default -> Json.of(huge.lines(texts));
    };
  }

  private static void add(String text, List<String> texts, List<Json> parts) {
    texts.add(text);
    parts.add(ChatParts.text(text));
  }

  private List<Json> calls(Message message) {
    List<Json> calls = new ArrayList<>();
    for (Content block : message.content()) {
      switch (block) {
        case Content.ToolRequest(String id, Outcome<ToolCall> call, JsonObject other) ->
            calls.add(ChatParts.call(id, call, dialect.recall().apply(other), huge::json));
        case Content.FrontendToolRequest(String id, Outcome<ToolCall> call, JsonObject other) ->
            calls.add(ChatParts.call(id, call, dialect.recall().apply(other), huge::json));
        default -> {}
      }
    }
    return calls;
  }
}
