package dev.gander.adapters.http.acp;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.Objects;

/// A message from a client. A missing `jsonrpc` is tolerated (goosed 1.35 – 1.39).
sealed interface RpcMessage {
  /// Expects an answer with the same id: an integer, a string or null.
  record Request(Json id, String method, Json params) implements RpcMessage {}

  /// Expects no answer.
  record Notification(String method, Json params) implements RpcMessage {}

  /// Answers a request of ours.
  record Response(Json id) implements RpcMessage {}

  /// @throws RpcError if it is not a valid message
  static RpcMessage read(Json json) {
    if (!(json instanceof JsonObject message)) {
      throw RpcError.noRequest();
    }
    Json id = message.get("id");
    if (id != null && !isId(id)) {
      throw RpcError.noRequest();
    }
    if (message.get("method") instanceof JsonString(String method)) {
      Json params = Objects.requireNonNullElse(message.get("params"), JsonNull.NULL);
      return id == null ? new Notification(method, params) : new Request(id, method, params);
    }
    if (id != null && (message.has("result") || message.has("error"))) {
      return new Response(id);
    }
    throw RpcError.noRequest();
  }

  private static boolean isId(Json id) {
    return id instanceof JsonString
        || id instanceof JsonNull
        || (id instanceof JsonNumber number && number.integer().isPresent());
  }
}
