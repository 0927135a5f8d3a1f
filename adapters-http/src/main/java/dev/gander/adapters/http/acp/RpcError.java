package dev.gander.adapters.http.acp;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// The error of a JSON-RPC answer. The message is the fixed text of its code; the explanation for
/// people is in `data`.
final class RpcError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int code;
  private final transient @Nullable Json data;

  private RpcError(int code, String message, @Nullable Json data) {
    super(message);
    this.code = code;
    this.data = data;
  }

  static RpcError unparseable(String text) {
    return new RpcError(-32700, "Parse error", JsonObject.of("line", Json.of(text)));
  }

  static RpcError noRequest() {
    return new RpcError(-32600, "Invalid request", null);
  }

  static RpcError unknownMethod() {
    return new RpcError(-32601, "Method not found", null);
  }

  /// Invalid parameters for a method of the protocol itself.
  static RpcError invalidParams(JsonObject params, String problem) {
    JsonObject data =
        JsonObject.builder()
            .put("error", problem)
            .put("json", params)
            .put("phase", "deserialization")
            .build();
    return new RpcError(-32602, "Invalid params", data);
  }

  static RpcError internal(String text) {
    return new RpcError(-32603, "Internal error", Json.of(text));
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .put("code", code)
        .put("message", String.valueOf(getMessage()))
        .putIfPresent("data", data)
        .build();
  }
}
