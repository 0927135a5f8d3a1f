package dev.gander.provider.kit.openai;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.provider.kit.wire.CacheMark;
import dev.gander.provider.kit.wire.Payload;
import dev.gander.provider.kit.wire.RequestBody;
import java.util.ArrayList;
import java.util.List;

/// Marks the ends of what a service should cache for the next request: the system prompt, the
/// user's last two texts, the last tool. For Anthropic's models that are called by chat
/// completions.
public final class CacheMarks {
  private static final int USER_TEXTS = 2;

  private CacheMarks() {}

  public static RequestBody on(RequestBody body) {
    return new RequestBody(markLastTool(body.members()), markMessages(body.messages()));
  }

  private static JsonObject markLastTool(JsonObject members) {
    List<Json> tools = new ArrayList<>(members.array("tools").orElse(JsonArray.EMPTY).items());
    if (tools.isEmpty() || !(tools.getLast() instanceof JsonObject last)) {
      return members;
    }
    JsonObject function = last.object("function").orElse(JsonObject.EMPTY);
    tools.set(tools.size() - 1, last.with("function", CacheMark.on(function)));
    return members.with("tools", new JsonArray(tools));
  }

  private static List<Payload> markMessages(List<Payload> messages) {
    List<Payload> marked = new ArrayList<>(messages);
    int left = USER_TEXTS;
    for (int i = marked.size() - 1; i > 0 && left > 0; i--) {
      List<Json> parts = new ArrayList<>(RequestBody.read(marked.get(i)));
      boolean changed = false;
      for (int j = parts.size() - 1; j >= 0 && left > 0; j--) {
        if (isText(parts.get(j), "user")) {
          parts.set(j, mark((JsonObject) parts.get(j)));
          changed = true;
          left--;
        }
      }
      if (changed) {
        marked.set(i, RequestBody.write(parts));
      }
    }
    List<Json> first = RequestBody.read(marked.getFirst());
    marked.set(0, RequestBody.write(first.stream().map(CacheMarks::markSystem).toList()));
    return marked;
  }

  private static Json markSystem(Json message) {
    return isText(message, "system") || isText(message, "developer")
        ? mark((JsonObject) message)
        : message;
  }

  private static boolean isText(Json message, String role) {
    return message instanceof JsonObject object
        && object.text("role").filter(role::equals).isPresent()
        && object.get("content") instanceof JsonString;
  }

  private static JsonObject mark(JsonObject message) {
    JsonObject part =
        JsonObject.builder()
            .put("type", "text")
            .put("text", message.text("content").orElseThrow())
            .build();
    return message.with("content", JsonArray.of(CacheMark.on(part)));
  }
}
