package dev.gander.adapters.acp.extension;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;

/// The extensions in the settings.
public record ConfiguredExtensionsMethods(UseCases.Config use) {

  /// By name, also those of older versions.
  public Map<String, AcpMethod> methods() {
    AcpMethod list = AcpMethod.of(_ -> list());
    AcpMethod enable = AcpMethod.of(this::enable);
    return Map.of(
        "config/extensions", list,
        "config/extensions/list", list,
        "config/extensions/add", AcpMethod.of(this::add),
        "config/extensions/remove", AcpMethod.of(this::remove),
        "config/extensions/set-enabled", enable,
        "config/extensions/toggle", enable,
        "extensions/available", AcpMethod.of(_ -> available()));
  }

  /// One form of the list for all clients, which ignore members they do not know: up to 1.37 they
  /// read the members of an entry, from 1.38 on its `extension` and `configKey`. Entries without a
  /// form for newer clients are left out, since these clients would reject the whole list.
  private Json list() {
    ConfiguredExtensions configured = use.extensions().list();
    List<JsonObject> entries =
        configured.listed().stream()
            .flatMap(
                entry ->
                    GooseExtensionJson.write(entry.config())
                        .map(form -> entry(entry, form))
                        .stream())
            .toList();
    return JsonObject.builder()
        .put("extensions", JsonArray.of(entries, entry -> entry))
        .put("warnings", JsonArray.ofTexts(configured.warnings()))
        .build();
  }

  private static JsonObject entry(ConfiguredExtensions.Entry entry, JsonObject extension) {
    return JsonObject.builder()
        .putAll(entry.toJson())
        .put("config_key", entry.key())
        .put("configKey", entry.key())
        .put("extension", extension)
        .build();
  }

  /// Up to 1.37 clients send an entry of the settings.
  private Json add(JsonFields fields) {
    boolean enabled = fields.orElse("enabled", JsonFields::asBool, false);
    if (fields.object().has("extensionConfig") && !fields.object().has("extension")) {
      ExtensionConfig config = older(fields);
      use.configureExtension().put(config.name(), enabled, config);
    } else {
      use.configureExtension()
          .add(named(fields.required("extension", GooseExtensionJson::read)), enabled);
    }
    return JsonObject.EMPTY;
  }

  private static ExtensionConfig older(JsonFields fields) {
    Json name = Json.of(fields.text("name"));
    return named(
        fields.required(
            "extensionConfig",
            entry -> ExtensionConfigJson.readKnown(JsonFields.asObject(entry).with("name", name))));
  }

  /// Without a name it would have no key.
  private static ExtensionConfig named(ExtensionConfig config) {
    if (config.name().isBlank()) {
      throw RpcError.invalidParams("The name of an extension must not be blank");
    }
    return config;
  }

  private Json remove(JsonFields fields) {
    use.configureExtension().removeEntry(fields.text("configKey"));
    return JsonObject.EMPTY;
  }

  private Json enable(JsonFields fields) {
    String key = fields.text("configKey");
    boolean enabled = fields.bool("enabled");
    try {
      use.configureExtension().enable(key, enabled);
    } catch (NotFound e) {
      throw RpcError.invalidParams(e.text());
    }
    return JsonObject.EMPTY;
  }

  private Json available() {
    List<JsonObject> all =
        use.extensions().available().stream()
            .flatMap(config -> GooseExtensionJson.write(config).stream())
            .toList();
    return JsonObject.of("extensions", JsonArray.of(all, extension -> extension));
  }
}
