package dev.gander.adapters.acp.client;

import dev.gander.domain.extension.HostClient;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What a client announced in its first `initialize`.
///
/// @param formElicitation whether extensions may ask the user for values (goosed 1.39)
/// @param customNotifications whether goose's own notifications are understood (1.38+)
/// @param recipeParameterRequests whether values of a recipe may be asked for (1.39)
/// @param host what extensions are told of the client
public record ClientCapabilities(
    boolean readTextFile,
    boolean writeTextFile,
    boolean terminal,
    boolean formElicitation,
    boolean customNotifications,
    boolean recipeParameterRequests,
    HostClient host) {
  /// Of a client that has announced nothing.
  public static final ClientCapabilities NONE =
      new ClientCapabilities(
          false,
          false,
          false,
          false,
          false,
          false,
          new HostClient(null, null, JsonObject.EMPTY, false));

  /// @param params of `initialize`
  /// @throws InvalidShape if a capability of the protocol has the wrong type; what is malformed
  ///   under `_meta` counts as not announced
  public static ClientCapabilities read(JsonFields params) {
    JsonFields all = member(params, "clientCapabilities");
    JsonFields files = member(all, "fs");
    JsonObject goose = gooseMeta(all.object());
    return new ClientCapabilities(
        flag(files, "readTextFile"),
        flag(files, "writeTextFile"),
        flag(all, "terminal"),
        member(all, "elicitation").object().object("form").isPresent(),
        isTrue(goose.get("customNotifications")),
        isTrue(goose.get("recipeParameterRequests")),
        host(params, goose));
  }

  private static HostClient host(JsonFields params, JsonObject goose) {
    JsonFields info = member(params, "clientInfo");
    return new HostClient(
        info.optionalText("name"),
        info.optionalText("version"),
        goose
            .object("mcpHostCapabilities")
            .flatMap(host -> host.object("extensions"))
            .orElse(JsonObject.EMPTY),
        params.object().object("_meta").stream()
            .anyMatch(meta -> isTrue(meta.get("goose/useLoginShellPath"))));
  }

  private static JsonFields member(JsonFields of, String name) {
    JsonObject object = of.optional(name, JsonFields::asObject);
    return new JsonFields(object == null ? JsonObject.EMPTY : object);
  }

  private static boolean flag(JsonFields of, String name) {
    Boolean value = of.<@Nullable Boolean>optional(name, JsonFields::asBool);
    return value != null && value;
  }

  /// Ignored as a whole if one of its members is malformed.
  private static JsonObject gooseMeta(JsonObject capabilities) {
    JsonObject goose =
        capabilities.object("_meta").flatMap(meta -> meta.object("goose")).orElse(JsonObject.EMPTY);
    boolean isSound =
        isFlag(goose.get("customNotifications"))
            && isFlag(goose.get("recipeParameterRequests"))
            && isObject(goose.get("mcpHostCapabilities"));
    return isSound ? goose : JsonObject.EMPTY;
  }

  private static boolean isFlag(@Nullable Json value) {
    return value == null || value == JsonNull.NULL || value instanceof JsonBool;
  }

  private static boolean isObject(@Nullable Json value) {
    return value == null || value == JsonNull.NULL || value instanceof JsonObject;
  }

  private static boolean isTrue(@Nullable Json value) {
    return value instanceof JsonBool bool && bool.value();
  }
}
