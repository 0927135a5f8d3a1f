package dev.gander.adapters.mcp.wire;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Converts the SDK's message types from and to our JSON tree, which is in their `params`, `result`
/// and `data`.
final class WireMessage {
  private static final int INTERNAL_ERROR = -32603;

  private WireMessage() {}

  /// Empty when the JSON value is not a message.
  static Optional<JSONRPCMessage> read(Json json) {
    if (!(json instanceof JsonObject message)) {
      return Optional.empty();
    }
    Object id = id(message.get("id"));
    Optional<String> method = message.text("method");
    if (method.isPresent()) {
      Object params = message.get("params");
      return Optional.of(
          id == null
              ? new JSONRPCNotification(method.get(), params)
              : new JSONRPCRequest(method.get(), id, params));
    }
    return id == null ? Optional.empty() : response(id, message);
  }

  private static Optional<JSONRPCMessage> response(Object id, JsonObject message) {
    Optional<JsonObject> error = message.object("error");
    if (error.isPresent()) {
      return Optional.of(JSONRPCResponse.error(id, error(error.get())));
    }
    return Optional.ofNullable(message.get("result"))
        .map(result -> JSONRPCResponse.result(id, result));
  }

  private static JSONRPCError error(JsonObject error) {
    int code =
        error.get("code") instanceof JsonNumber number ? number.value().intValue() : INTERNAL_ERROR;
    return new JSONRPCError(code, error.text("message").orElse(""), error.get("data"));
  }

  private static @Nullable Object id(@Nullable Json id) {
    return switch (id) {
      case JsonString(String text) -> text;
      case JsonNumber number when number.integer().isPresent() -> number.integer().getAsLong();
      case null, default -> null;
    };
  }

  static JsonObject write(JSONRPCMessage message) {
    JsonObject.Builder json = JsonObject.builder().put("jsonrpc", "2.0");
    return switch (message) {
      case JSONRPCRequest request ->
          json.put("id", json(request.id()))
              .put("method", request.method())
              .putIfPresent("params", optional(request.params()))
              .build();
      case JSONRPCNotification notification ->
          json.put("method", notification.method())
              .putIfPresent("params", optional(notification.params()))
              .build();
      case JSONRPCResponse response -> write(json.put("id", json(response.id())), response);
      case null, default -> throw new IllegalArgumentException("no message: " + message);
    };
  }

  private static JsonObject write(JsonObject.Builder json, JSONRPCResponse response) {
    JSONRPCError error = response.error();
    if (error == null) {
      return json.put("result", json(response.result())).build();
    }
    JsonObject.Builder written =
        JsonObject.builder().put("code", error.code()).put("message", error.message());
    return json.put("error", written.putIfPresent("data", optional(error.data())).build()).build();
  }

  private static @Nullable Json optional(@Nullable Object value) {
    return value == null ? null : json(value);
  }

  /// The SDK's value where any JSON is allowed: our tree from our own transport, maps and lists
  /// from the SDK's.
  static Json json(@Nullable Object value) {
    return switch (value) {
      case null -> JsonNull.NULL;
      case Json json -> json;
      case String text -> Json.of(text);
      case Boolean truth -> Json.of((boolean) truth);
      case BigDecimal number -> new JsonNumber(number);
      case Number number -> new JsonNumber(new BigDecimal(number.toString()));
      case List<?> items -> new JsonArray(items.stream().map(WireMessage::json).toList());
      case Map<?, ?> members -> object(members);
      default -> throw new IllegalArgumentException("no JSON: " + value.getClass());
    };
  }

  private static JsonObject object(Map<?, ?> members) {
    JsonObject.Builder object = JsonObject.builder();
    members.forEach((name, value) -> object.put(String.valueOf(name), json(value)));
    return object.build();
  }

  /// The value as an object; `{}` if it is missing or of another type.
  static JsonObject jsonObject(@Nullable Object value) {
    return json(value) instanceof JsonObject object ? object : JsonObject.EMPTY;
  }
}
