package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.provider.kit.openai.ChatParts;
import dev.gander.provider.kit.wire.CacheMark;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.SplitAnswers;
import dev.gander.provider.kit.wire.Thoughts;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a conversation as chat messages with thoughts as parts of the content. The results of a
/// message's tools follow it, and after all of them the pictures that they contain.
final class DatabricksMessages {
  private DatabricksMessages() {}

  /// The messages as UTF-8.
  ///
  /// @param marked how many of the user's messages, counted from the end, are marked for the
  ///   service's cache
  /// @param unsigned whether thoughts without a signature are sent
  static List<Payload> write(
      List<Message> messages, int marked, boolean unsigned, WrittenMessages.Pass pass) {
    List<Payload> written = new ArrayList<>(messages.size());
    int left = marked;
    for (Message joined : SplitAnswers.join(messages).reversed()) {
      Message message = unsigned ? joined : Thoughts.withoutUnsigned(joined);
      Payload bytes;
      if (left > 0 && message.role() == Role.USER) {
        List<JsonObject> items = items(message);
        left -= mark(items, left);
        bytes = RequestBody.write(items);
      } else {
        bytes = unmarked(message, pass);
      }
      if (!bytes.isEmpty()) {
        written.add(bytes);
      }
    }
    return written.reversed();
  }

  private static Payload unmarked(Message message, WrittenMessages.Pass pass) {
    Payload known = pass.find(message);
    if (known != null) {
      return known;
    }
    Payload bytes = RequestBody.write(items(message));
    pass.remember(message, bytes);
    return bytes;
  }

  /// Marks the last part of the user's messages, starting from the end, and returns how many it
  /// marked.
  private static int mark(List<JsonObject> items, int most) {
    int found = 0;
    for (int i = items.size() - 1; i >= 0 && found < most; i--) {
      JsonObject item = items.get(i);
      if (Json.of(Role.USER.wire()).equals(item.get("role"))) {
        items.set(i, item.with("content", marked(item.get("content"))));
        found++;
      }
    }
    return found;
  }

  private static Json marked(@Nullable Json content) {
    return switch (content) {
      case JsonString(String text) -> JsonArray.of(CacheMark.on(ChatParts.text(text)));
      case JsonArray(List<Json> parts) -> {
        List<Json> changed = new ArrayList<>(parts);
        changed.set(changed.size() - 1, CacheMark.on((JsonObject) changed.getLast()));
        yield new JsonArray(changed);
      }
      case null, default -> throw new IllegalStateException("the user says something");
    };
  }

  /// The items of one message.
  private static List<JsonObject> items(Message message) {
    List<Json> parts = new ArrayList<>();
    List<Json> calls = new ArrayList<>();
    List<JsonObject> results = new ArrayList<>();
    List<JsonObject> pictures = new ArrayList<>();
    for (Content block : message.content()) {
      switch (block) {
        case Content.ToolRequest request ->
            calls.add(ChatParts.call(request.id(), request.call(), request.other()));
        case Content.FrontendToolRequest request ->
            calls.add(ChatParts.call(request.id(), request.call(), request.other()));
        case Content.ToolResponse response -> results.add(ChatParts.result(response, pictures));
        default -> parts.addAll(parts(block, message.role()));
      }
    }
    List<JsonObject> items = new ArrayList<>();
    if (!parts.isEmpty() || !calls.isEmpty()) {
      items.add(said(message.role(), parts, calls));
    }
    items.addAll(results);
    items.addAll(pictures);
    return items;
  }

  private static JsonObject said(Role role, List<Json> parts, List<Json> calls) {
    JsonObject.Builder said = ChatParts.said(role, content(parts));
    return calls.isEmpty() ? said.build() : said.put("tool_calls", new JsonArray(calls)).build();
  }

  /// A single text is written as a string.
  private static Json content(List<Json> parts) {
    if (parts.isEmpty()) {
      return JsonNull.NULL;
    }
    return parts.size() == 1
            && parts.getFirst() instanceof JsonObject part
            && part.get("text") instanceof JsonString text
        ? text
        : new JsonArray(parts);
  }

  private static List<Json> parts(Content block, Role role) {
    return switch (block) {
      case Content.Text(String text, JsonObject _) when !text.isEmpty() -> text(text, role);
      case Content.Image image -> List.of(ChatParts.picture(image.mimeType(), image.data()));
      case Content.Thinking thinking ->
          List.of(
              reasoning(
                  JsonObject.builder()
                      .put("type", "summary_text")
                      .put("text", thinking.thinking())
                      .put("signature", thinking.signature())
                      .build()));
      case Content.RedactedThinking redacted ->
          List.of(
              reasoning(
                  JsonObject.builder()
                      .put("type", "summary_encrypted_text")
                      .put("data", redacted.data())
                      .build()));
      default -> List.of();
    };
  }

  private static List<Json> text(String text, Role role) {
    List<Json> parts = new ArrayList<>(List.of(ChatParts.text(text)));
    if (role == Role.USER) {
      parts.addAll(ChatParts.localPictures(text));
    }
    return parts;
  }

  private static Json reasoning(JsonObject summary) {
    return JsonObject.builder()
        .put("type", "reasoning")
        .put("summary", JsonArray.of(summary))
        .build();
  }
}
