package dev.gander.adapters.acp.extension;

import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An MCP server as clients name it: a command with its environment, or an address with headers.
public final class McpServerJson {
  /// What is said about a server beside it.
  ///
  /// @param timeout in seconds; null for that of the server itself
  record Beside(
      String description,
      List<String> envKeys,
      @Nullable Long timeout,
      @Nullable String socket,
      @Nullable Boolean bundled) {
    static final Beside NOTHING = new Beside("", List.of(), null, null, false);
  }

  private McpServerJson() {}

  /// @throws RpcError for the old transport, which is not supported
  public static ExtensionConfig read(Json json) {
    return read(json, Beside.NOTHING);
  }

  static ExtensionConfig read(Json json, Beside beside) {
    JsonFields server = JsonFields.of(json);
    String type = server.orElse("type", JsonFields::asWord, "stdio");
    return switch (type) {
      case "stdio" -> stdio(server, beside);
      case "http" -> http(server, beside);
      case "sse" -> throw RpcError.invalidParams("SSE is unsupported, migrate to streamable_http");
      default -> throw InvalidShape.unknownVariant(type);
    };
  }

  private static ExtensionConfig stdio(JsonFields server, Beside beside) {
    if (beside.socket() != null) {
      throw RpcError.invalidParams("socket is only supported for streamable_http MCP extensions");
    }
    return new ExtensionConfig.Stdio(
        server.text("name"),
        beside.description(),
        server.text("command"),
        server.required("args", JsonFields.listOf(JsonFields::asText)),
        server.required("env", McpServerJson::pairs),
        beside.envKeys(),
        timeout(server, beside),
        null,
        beside.bundled(),
        List.of(),
        JsonObject.EMPTY);
  }

  private static ExtensionConfig http(JsonFields server, Beside beside) {
    return new ExtensionConfig.StreamableHttp(
        server.text("name"),
        beside.description(),
        server.text("url"),
        Map.of(),
        beside.envKeys(),
        server.required("headers", McpServerJson::pairs),
        timeout(server, beside),
        beside.socket(),
        beside.bundled(),
        List.of(),
        JsonObject.EMPTY);
  }

  /// `[{name, value}]`; of two with the same name the last one counts.
  private static Map<String, String> pairs(Json list) {
    Map<String, String> pairs = new LinkedHashMap<>();
    Function<Json, JsonFields> pair = JsonFields::of;
    for (JsonFields one : JsonFields.listOf(pair).apply(list)) {
      pairs.put(one.text("name"), one.text("value"));
    }
    return pairs;
  }

  private static @Nullable Long timeout(JsonFields server, Beside beside) {
    JsonObject meta =
        Objects.requireNonNullElse(
            server.optional("_meta", JsonFields::asObject), JsonObject.EMPTY);
    Long own = new JsonFields(meta).optional("timeout", JsonFields::asUnsigned);
    return beside.timeout() == null ? own : beside.timeout();
  }
}
