package dev.gander.adapters.acp.extension;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import java.util.List;
import java.util.Map;

/// The extensions of one session.
public record SessionExtensionsMethods(UseCases use) {

  /// By name, also those of older versions.
  public Map<String, AcpMethod> methods() {
    AcpMethod list = AcpMethod.of(this::list);
    AcpMethod add = AcpMethod.of(this::add);
    AcpMethod remove = AcpMethod.of(this::remove);
    return Map.of(
        "session/extensions", list,
        "session/extensions/list", list,
        "session/extensions/add", add,
        "extensions/add", add,
        "session/extensions/remove", remove,
        "extensions/remove", remove);
  }

  private static SessionId id(JsonFields fields) {
    return new SessionId(fields.text("sessionId"));
  }

  private Json list(JsonFields fields) {
    SessionId id = id(fields);
    try {
      List<JsonObject> all =
          use.sessions().extensions().list(id).stream()
              .flatMap(config -> GooseExtensionJson.write(config).stream())
              .toList();
      return JsonObject.of("extensions", JsonArray.of(all, extension -> extension));
    } catch (SessionNotFound _) {
      throw RpcError.internal("Session not found");
    }
  }

  private Json add(JsonFields fields) throws InterruptedException {
    SessionId id = id(fields);
    use.agents().addExtension().add(id, config(fields));
    return JsonObject.EMPTY;
  }

  /// Up to 1.37 clients send the form of the settings.
  private static ExtensionConfig config(JsonFields fields) {
    if (fields.object().has("config") && !fields.object().has("extension")) {
      return fields.required("config", SessionExtensionsMethods::older);
    }
    ExtensionConfig config = fields.required("extension", GooseExtensionJson::read);
    if (config instanceof ExtensionConfig.Stdio program && !program.envs().isEmpty()) {
      throw RpcError.invalidParams(
          "extension env values must be passed via envKeys referencing stored secrets, not inline"
              + " env");
    }
    return config;
  }

  private static ExtensionConfig older(Json config) {
    try {
      return ExtensionConfigJson.readKnown(config);
    } catch (InvalidShape e) {
      throw RpcError.invalidParams("bad config: " + e.text());
    }
  }

  private Json remove(JsonFields fields) throws InterruptedException {
    SessionId id = id(fields);
    boolean isNewer = fields.object().has("extensionKey");
    use.agents().removeExtension().remove(id, fields.text(isNewer ? "extensionKey" : "name"));
    return JsonObject.EMPTY;
  }
}
