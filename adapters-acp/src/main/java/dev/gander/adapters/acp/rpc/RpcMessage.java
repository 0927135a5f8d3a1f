package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.Objects;

/// A message from the other side. A missing `jsonrpc` is tolerated (goosed 1.35 – 1.39).
sealed interface RpcMessage {
  /// Expects an answer with the same id: an integer or a string.
  record Request(Json id, String method, Json params) implements RpcMessage {}

  /// Expects no answer. So does goosed 1.39 take a request whose id is null.
  record Notification(String method, Json params) implements RpcMessage {}

  /// Answers a request of ours; has a `result` or an `error`.
  record Response(Json id, JsonObject message) implements RpcMessage {}

  /// Neither; ignored, as by goosed 1.39.
  record Other() implements RpcMessage {}

  /// Not an object, or with an id of another kind; the error does not repeat the id.
  record Unreadable() implements RpcMessage {}

  static RpcMessage read(Json json) {
    if (!(json instanceof JsonObject message)) {
      return new Unreadable();
    }
    Json id = message.get("id") == JsonNull.NULL ? null : message.get("id");
    if (id != null && !isId(id)) {
      return new Unreadable();
    }
    if (message.get("method") instanceof JsonString(String method)) {
      Json params = Objects.requireNonNullElse(message.get("params"), JsonNull.NULL);
      return id == null ? new Notification(method, params) : new Request(id, method, params);
    }
    return id != null && (message.has("result") || message.has("error"))
        ? new Response(id, message)
        : new Other();
  }

  private static boolean isId(Json id) {
    return id instanceof JsonString
        || (id instanceof JsonNumber number && number.integer().isPresent());
  }
}
