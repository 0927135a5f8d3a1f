package dev.gander.domain.app;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The form of apps in answers and in goose's cache: one flat object with `uri`, `name`,
/// `description`, `mimeType`, `text`, `blob`, `_meta`, `mcpServers`, `width`, `height`, `resizable`
/// and `prd`. What is absent is omitted.
public final class McpAppJson {
  private McpAppJson() {}

  public static JsonObject write(McpApp app) {
    JsonObject.Builder json = JsonObject.builder().put("uri", app.uri()).put("name", app.name());
    json.putIfPresent("description", text(app.description()));
    json.put("mimeType", app.mimeType());
    json.putIfPresent("text", text(app.text()));
    json.putIfPresent("blob", text(app.blob()));
    json.putIfPresent("_meta", app.meta());
    if (!app.servers().isEmpty()) {
      json.put("mcpServers", JsonArray.ofTexts(app.servers()));
    }
    if (app.window() != null) {
      json.putAll(app.window().toJson());
    }
    return json.putIfPresent("prd", text(app.prd())).build();
  }

  /// @throws InvalidShape if it is not an app
  public static McpApp read(Json value) {
    JsonFields fields = JsonFields.of(value);
    return new McpApp(
        fields.text("uri"),
        fields.text("name"),
        fields.optionalText("description"),
        fields.text("mimeType"),
        fields.optionalText("text"),
        fields.optionalText("blob"),
        fields.optional("_meta", JsonFields::asObject),
        fields.orElse("mcpServers", JsonFields.listOf(JsonFields::asText), List.of()),
        AppWindow.partly(fields.object()).orElse(null),
        fields.optionalText("prd"));
  }

  private static @Nullable Json text(@Nullable String value) {
    return value == null ? null : Json.of(value);
  }
}
