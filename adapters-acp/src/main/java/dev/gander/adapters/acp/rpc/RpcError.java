package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The error of a JSON-RPC answer. The message is the fixed text of its code, with one exception;
/// the explanation for people is in `data`.
public final class RpcError extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// In characters.
  private static final int LONGEST_QUOTE = 1000;

  private final int code;
  private final transient @Nullable Json data;

  private RpcError(int code, String message, @Nullable Json data) {
    super(message);
    this.code = code;
    this.data = data;
  }

  /// Repeats the beginning of the text: the whole may be megabytes.
  static RpcError unparseable(String text) {
    return new RpcError(-32700, "Parse error", JsonObject.of("line", Json.of(beginning(text))));
  }

  /// Without half a character at its end.
  private static String beginning(String text) {
    if (text.length() <= LONGEST_QUOTE) {
      return text;
    }
    boolean isHalf = Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1));
    return text.substring(0, isHalf ? LONGEST_QUOTE - 1 : LONGEST_QUOTE);
  }

  static RpcError unknownMethod() {
    return new RpcError(-32601, "Method not found", null);
  }

  /// A parameter of a method of the protocol itself is missing or malformed.
  public static RpcError malformed(JsonObject params, String problem) {
    return invalidParams(
        JsonObject.builder()
            .put("error", problem)
            .put("json", params)
            .put("phase", "deserialization")
            .build());
  }

  public static RpcError invalidParams(String problem) {
    return invalidParams(Json.of(problem));
  }

  public static RpcError invalidParams(Json data) {
    return new RpcError(-32602, "Invalid params", data);
  }

  /// What the request is about does not exist.
  public static RpcError notFound(String text) {
    return notFound(Json.of(text));
  }

  public static RpcError notFound(Json data) {
    return new RpcError(-32002, "Resource not found", data);
  }

  /// The client's key is not good for that.
  public static RpcError forbidden(String text) {
    return new RpcError(-32003, "Forbidden", Json.of(text));
  }

  public static RpcError internal(String text) {
    return internal("Internal error", Json.of(text));
  }

  /// An internal error whose message is a text for people.
  public static RpcError internal(String message, Json data) {
    return new RpcError(-32603, message, data);
  }

  /// The same error in other words.
  public RpcError inWords(UnaryOperator<String> words) {
    Json told = data == null ? null : inWords(data, words);
    return new RpcError(code, words.apply(String.valueOf(getMessage())), told);
  }

  private static Json inWords(Json value, UnaryOperator<String> words) {
    return switch (value) {
      case JsonString(String text) -> Json.of(words.apply(text));
      case JsonArray(List<Json> items) -> JsonArray.of(items, item -> inWords(item, words));
      case JsonObject(Map<String, Json> members) -> {
        JsonObject.Builder told = JsonObject.builder();
        members.forEach((name, member) -> told.put(words.apply(name), inWords(member, words)));
        yield told.build();
      }
      case JsonNumber _, JsonBool _, JsonNull _ -> value;
    };
  }

  /// The `error` member of an answer.
  JsonObject toJson() {
    return JsonObject.builder()
        .put("code", code)
        .put("message", String.valueOf(getMessage()))
        .putIfPresent("data", data)
        .build();
  }
}
