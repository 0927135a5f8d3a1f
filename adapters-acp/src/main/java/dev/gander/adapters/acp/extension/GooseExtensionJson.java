package dev.gander.adapters.acp.extension;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An extension in the form that ACP clients read from 1.38 on. Contains the names of secrets,
/// never the values of environment variables.
final class GooseExtensionJson {
  private GooseExtensionJson() {}

  /// Empty for kinds without such a form.
  static Optional<JsonObject> write(ExtensionConfig config) {
    return switch (config) {
      case ExtensionConfig.Builtin builtin ->
          Optional.of(
              start("builtin", builtin)
                  .putIfPresent("display_name", text(builtin.displayName()))
                  .putIfPresent("timeout", number(builtin.timeout()))
                  .putIfPresent("bundled", bool(builtin.bundled()))
                  .build());
      case ExtensionConfig.Platform platform ->
          Optional.of(
              start("platform", platform)
                  .putIfPresent("display_name", text(platform.displayName()))
                  .putIfPresent("bundled", bool(platform.bundled()))
                  .build());
      case ExtensionConfig.Stdio stdio ->
          Optional.of(
              mcp(stdio, server(stdio), stdio.envKeys(), stdio.timeout(), stdio.bundled()).build());
      case ExtensionConfig.StreamableHttp http ->
          Optional.of(
              mcp(http, server(http), http.envKeys(), http.timeout(), http.bundled())
                  .putIfPresent("socket", text(http.socket()))
                  .build());
      case ExtensionConfig.Frontend _, ExtensionConfig.InlinePython _, ExtensionConfig.Sse _ ->
          Optional.empty();
    };
  }

  private static JsonObject.Builder start(String type, ExtensionConfig config) {
    return described(JsonObject.builder().put("type", type).put("name", config.name()), config);
  }

  private static JsonObject.Builder mcp(
      ExtensionConfig config,
      JsonObject server,
      List<String> envKeys,
      @Nullable Long timeout,
      @Nullable Boolean bundled) {
    JsonObject.Builder mcp = JsonObject.builder().put("type", "mcp").put("server", server);
    return described(mcp, config)
        .putIfPresent("envKeys", envKeys.isEmpty() ? null : JsonArray.ofTexts(envKeys))
        .putIfPresent("timeout", number(timeout))
        .putIfPresent("bundled", bool(bundled));
  }

  private static JsonObject.Builder described(JsonObject.Builder json, ExtensionConfig config) {
    return config.description().isEmpty() ? json : json.put("description", config.description());
  }

  private static JsonObject server(ExtensionConfig.Stdio stdio) {
    return JsonObject.builder()
        .put("name", stdio.name())
        .put("command", stdio.cmd())
        .put("args", JsonArray.ofTexts(stdio.args()))
        .put("env", JsonArray.EMPTY)
        .build();
  }

  private static JsonObject server(ExtensionConfig.StreamableHttp http) {
    return JsonObject.builder()
        .put("type", "http")
        .put("name", http.name())
        .put("url", http.uri())
        .put("headers", JsonArray.of(http.headers().entrySet(), GooseExtensionJson::header))
        .build();
  }

  private static Json header(Map.Entry<String, String> header) {
    return JsonObject.builder()
        .put("name", header.getKey())
        .put("value", header.getValue())
        .build();
  }

  private static @Nullable Json text(@Nullable String value) {
    return value == null ? null : Json.of(value);
  }

  private static @Nullable Json number(@Nullable Long value) {
    return value == null ? null : Json.of(value);
  }

  private static @Nullable Json bool(@Nullable Boolean value) {
    return value == null ? null : Json.of(value);
  }
}
