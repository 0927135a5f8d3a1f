package dev.gander.adapters.acp.extension;

import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An extension in the form that ACP clients read and write from 1.38 on.
public final class GooseExtensionJson {
  private GooseExtensionJson() {}

  /// Reads the form; variables that come with values are kept with them.
  ///
  /// @throws dev.gander.adapters.acp.rpc.RpcError for what such an extension cannot have
  public static ExtensionConfig read(Json json) {
    JsonFields fields = JsonFields.of(json);
    String type = fields.required("type", JsonFields::asWord);
    return switch (type) {
      case "builtin" ->
          new ExtensionConfig.Builtin(
              fields.text("name"),
              description(fields),
              fields.optionalText("display_name"),
              timeout(fields),
              bundled(fields),
              List.of(),
              JsonObject.EMPTY);
      case "platform" ->
          new ExtensionConfig.Platform(
              fields.text("name"),
              description(fields),
              fields.optionalText("display_name"),
              bundled(fields),
              List.of(),
              JsonObject.EMPTY);
      case "mcp" ->
          fields.required("server", server -> McpServerJson.read(server, besides(fields)));
      default -> throw InvalidShape.unknownVariant(type);
    };
  }

  private static McpServerJson.Beside besides(JsonFields fields) {
    return new McpServerJson.Beside(
        description(fields),
        fields.orElse("envKeys", JsonFields.listOf(JsonFields::asText), List.of()),
        timeout(fields),
        fields.optionalText("socket"),
        bundled(fields));
  }

  private static String description(JsonFields fields) {
    return Objects.requireNonNullElse(fields.optionalText("description"), "");
  }

  private static @Nullable Long timeout(JsonFields fields) {
    return fields.optional("timeout", JsonFields::asUnsigned);
  }

  private static @Nullable Boolean bundled(JsonFields fields) {
    return fields.optional("bundled", JsonFields::asBool);
  }

  /// Contains the names of secrets, never the values of environment variables. Empty for kinds
  /// without such a form.
  public static Optional<JsonObject> write(ExtensionConfig config) {
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
