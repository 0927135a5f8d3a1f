package dev.gander.domain.extension;

import dev.gander.domain.extension.ExtensionConfig.Builtin;
import dev.gander.domain.extension.ExtensionConfig.Frontend;
import dev.gander.domain.extension.ExtensionConfig.InlinePython;
import dev.gander.domain.extension.ExtensionConfig.Platform;
import dev.gander.domain.extension.ExtensionConfig.Sse;
import dev.gander.domain.extension.ExtensionConfig.Stdio;
import dev.gander.domain.extension.ExtensionConfig.StreamableHttp;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolJson;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The goose JSON form of an extension's configuration, tagged by `type`. Every member of a type is
/// written, absent ones as `null`; the members are the union of versions 1.26 to 1.39.
public final class ExtensionConfigJson {
  private ExtensionConfigJson() {}

  public static JsonObject write(ExtensionConfig config) {
    return switch (config) {
      case Stdio stdio ->
          tagged("stdio", stdio)
              .put("cmd", stdio.cmd())
              .put("args", JsonArray.ofTexts(stdio.args()))
              .put("envs", texts(stdio.envs()))
              .put("env_keys", JsonArray.ofTexts(stdio.envKeys()))
              .putOrNull("timeout", stdio.timeout())
              .putOrNull("cwd", stdio.cwd())
              .putOrNull("bundled", truth(stdio.bundled()))
              .put("available_tools", JsonArray.ofTexts(stdio.availableTools()))
              .putAll(stdio.other())
              .build();
      case StreamableHttp http ->
          tagged("streamable_http", http)
              .put("uri", http.uri())
              .put("envs", texts(http.envs()))
              .put("env_keys", JsonArray.ofTexts(http.envKeys()))
              .put("headers", texts(http.headers()))
              .putOrNull("timeout", http.timeout())
              .putOrNull("socket", http.socket())
              .putOrNull("bundled", truth(http.bundled()))
              .put("available_tools", JsonArray.ofTexts(http.availableTools()))
              .putAll(http.other())
              .build();
      case Builtin builtin ->
          tagged("builtin", builtin)
              .putOrNull("display_name", builtin.displayName())
              .putOrNull("timeout", builtin.timeout())
              .putOrNull("bundled", truth(builtin.bundled()))
              .put("available_tools", JsonArray.ofTexts(builtin.availableTools()))
              .putAll(builtin.other())
              .build();
      case Platform platform ->
          tagged("platform", platform)
              .putOrNull("display_name", platform.displayName())
              .putOrNull("bundled", truth(platform.bundled()))
              .put("available_tools", JsonArray.ofTexts(platform.availableTools()))
              .putAll(platform.other())
              .build();
      case Frontend frontend ->
          tagged("frontend", frontend)
              .put("tools", JsonArray.of(frontend.tools(), ToolJson::write))
              .putOrNull("instructions", frontend.instructions())
              .putOrNull("bundled", truth(frontend.bundled()))
              .put("available_tools", JsonArray.ofTexts(frontend.availableTools()))
              .putAll(frontend.other())
              .build();
      case InlinePython python ->
          tagged("inline_python", python)
              .put("code", python.code())
              .putOrNull("timeout", python.timeout())
              .putOrNull(
                  "dependencies",
                  python.dependencies() == null ? null : JsonArray.ofTexts(python.dependencies()))
              .put("available_tools", JsonArray.ofTexts(python.availableTools()))
              .putAll(python.other())
              .build();
      case Sse sse -> tagged("sse", sse).putOrNull("uri", sse.uri()).putAll(sse.other()).build();
    };
  }

  /// Reads a configuration; forbidden variables are dropped from `envs`.
  ///
  /// @throws InvalidShape if `type` is unknown or a member is missing or wrong
  public static ExtensionConfig read(Json json) {
    JsonFields fields = JsonFields.of(json);
    return switch (fields.text("type")) {
      case "stdio" -> stdio(fields);
      case "streamable_http" -> http(fields);
      case "builtin" ->
          new Builtin(
              fields.text("name"),
              description(fields),
              fields.optionalText("display_name"),
              timeout(fields),
              bundled(fields),
              availableTools(fields),
              other(fields, "display_name", "timeout"));
      case "platform" ->
          new Platform(
              fields.text("name"),
              description(fields),
              fields.optionalText("display_name"),
              bundled(fields),
              availableTools(fields),
              other(fields, "display_name"));
      case "frontend" ->
          new Frontend(
              fields.text("name"),
              description(fields),
              fields.required("tools", JsonFields.listOf(ToolJson::readTool)),
              fields.optionalText("instructions"),
              bundled(fields),
              availableTools(fields),
              other(fields, "tools", "instructions"));
      case "inline_python" ->
          new InlinePython(
              fields.text("name"),
              description(fields),
              fields.text("code"),
              timeout(fields),
              fields.optional("dependencies", JsonFields.listOf(JsonFields::asText)),
              availableTools(fields),
              other(fields, "code", "timeout", "dependencies"));
      case "sse" ->
          new Sse(
              fields.orElse("name", JsonFields::asText, ""),
              description(fields),
              fields.optionalText("uri"),
              availableTools(fields),
              other(fields, "uri"));
      case String unknown ->
          throw new InvalidShape(
              "unknown variant `"
                  + unknown
                  + "`, expected one of `sse`, `stdio`, `builtin`, `platform`, `streamable_http`,"
                  + " `frontend`, `inline_python`");
    };
  }

  /// Reads what a client sent: unknown members are dropped, as in goosed.
  ///
  /// @throws InvalidShape if `type` is unknown or a member is missing or wrong
  public static ExtensionConfig readKnown(Json json) {
    ExtensionConfig config = read(json);
    Set<String> unknown = config.other().members().keySet();
    return unknown.isEmpty() ? config : read(JsonFields.asObject(json).without(unknown));
  }

  private static Stdio stdio(JsonFields fields) {
    return new Stdio(
        fields.text("name"),
        description(fields),
        fields.text("cmd"),
        fields.required("args", JsonFields.listOf(JsonFields::asText)),
        envs(fields),
        fields.orElse("env_keys", JsonFields.listOf(JsonFields::asText), List.of()),
        timeout(fields),
        fields.optionalText("cwd"),
        bundled(fields),
        availableTools(fields),
        other(fields, "cmd", "args", "envs", "env_keys", "timeout", "cwd"));
  }

  private static StreamableHttp http(JsonFields fields) {
    return new StreamableHttp(
        fields.text("name"),
        description(fields),
        fields.text("uri"),
        envs(fields),
        fields.orElse("env_keys", JsonFields.listOf(JsonFields::asText), List.of()),
        fields.orElse("headers", JsonFields::asTextMap, Map.of()),
        timeout(fields),
        fields.optionalText("socket"),
        bundled(fields),
        availableTools(fields),
        other(fields, "uri", "envs", "env_keys", "headers", "timeout", "socket"));
  }

  private static String description(JsonFields fields) {
    String description = fields.optionalText("description");
    return description == null ? "" : description;
  }

  private static Map<String, String> envs(JsonFields fields) {
    return RefusedVariables.removedFrom(fields.orElse("envs", JsonFields::asTextMap, Map.of()));
  }

  private static @Nullable Long timeout(JsonFields fields) {
    return fields.optional("timeout", JsonFields::asUnsigned);
  }

  private static @Nullable Boolean bundled(JsonFields fields) {
    return fields.optional("bundled", JsonFields::asBool);
  }

  private static List<String> availableTools(JsonFields fields) {
    return fields.orElse("available_tools", JsonFields.listOf(JsonFields::asText), List.of());
  }

  private static JsonObject other(JsonFields fields, String... ofType) {
    Set<String> known =
        new HashSet<>(
            Set.of("type", "name", "description", "bundled", "available_tools", "enabled"));
    known.addAll(List.of(ofType));
    return fields.object().without(known);
  }

  private static JsonObject.Builder tagged(String type, ExtensionConfig config) {
    return JsonObject.builder()
        .put("type", type)
        .put("name", config.name())
        .put("description", config.description());
  }

  private static JsonObject texts(Map<String, String> texts) {
    JsonObject.Builder json = JsonObject.builder();
    texts.forEach(json::put);
    return json.build();
  }

  private static Json truth(@Nullable Boolean value) {
    return value == null ? JsonNull.NULL : Json.of(value);
  }
}
