package dev.gander.application.observe;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Messages in the form of OpenTelemetry's conventions: a role, and parts with a type.
final class TracedMessages {
  private TracedMessages() {}

  static Json ofSystem(String prompt) {
    return JsonArray.of(List.of(prompt), TracedMessages::text);
  }

  static Json of(List<Message> messages) {
    return JsonArray.of(messages, TracedMessages::of);
  }

  private static Json of(Message message) {
    List<Json> stored = MessageJson.writeContent(message.content()).items();
    List<Json> parts = new ArrayList<>();
    for (Content content : message.content()) {
      parts.add(part(content, stored.get(parts.size())));
    }
    return JsonObject.builder()
        .put("role", message.role().name().toLowerCase(Locale.ROOT))
        .put("parts", new JsonArray(parts))
        .build();
  }

  /// Parts of kinds that the conventions do not know may have any members besides their type.
  private static Json part(Content content, Json stored) {
    return switch (content) {
      case Content.Text text -> text(text.text());
      case Content.ToolRequest request
          when request.call() instanceof Outcome.Success<ToolCall>(ToolCall call) ->
          JsonObject.builder()
              .put("type", "tool_call")
              .put("id", request.id())
              .put("name", call.name())
              .put("arguments", call.argumentsOrEmpty())
              .build();
      case Content _ -> stored;
    };
  }

  private static Json text(String content) {
    return JsonObject.builder().put("type", "text").put("content", content).build();
  }
}
