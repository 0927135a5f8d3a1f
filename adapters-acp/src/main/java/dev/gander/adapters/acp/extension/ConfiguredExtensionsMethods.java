package dev.gander.adapters.acp.extension;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.application.api.UseCases;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;

/// The extensions in the settings.
public record ConfiguredExtensionsMethods(UseCases.Config use) {

  /// By name; the first was the name in 1.35.
  public Map<String, AcpMethod> methods() {
    AcpMethod list = AcpMethod.of(_ -> list());
    return Map.of("config/extensions", list, "config/extensions/list", list);
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
}
