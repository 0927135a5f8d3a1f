package dev.gander.domain.tool;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A tool that a model may call. `inputSchema` is a JSON Schema; `other` keeps the rest of the MCP
/// form (`title`, `outputSchema`, `annotations`, `_meta`, …).
public record Tool(
    String name, @Nullable String description, JsonObject inputSchema, JsonObject other) {

  public Tool withName(String changed) {
    return new Tool(changed, description, inputSchema, other);
  }

  /// A copy with one more member in `_meta`.
  public Tool withMeta(String name, Json value) {
    return new Tool(
        this.name, description, inputSchema, other.with("_meta", meta().with(name, value)));
  }

  public JsonObject meta() {
    return other.object("_meta").orElse(JsonObject.EMPTY);
  }

  /// The annotation `readOnlyHint`; empty if the tool has none.
  public Optional<Boolean> readOnlyHint() {
    return other
        .object("annotations")
        .map(annotations -> annotations.get("readOnlyHint"))
        .filter(JsonBool.class::isInstance)
        .map(hint -> ((JsonBool) hint).value());
  }

  /// Whether `_meta.ui.visibility` lets this audience (`model` or `app`) use the tool; without it,
  /// the tool is visible to everybody.
  public boolean isVisibleTo(String audience) {
    return meta()
        .object("ui")
        .flatMap(ui -> ui.array("visibility"))
        .map(JsonArray::items)
        .map(names -> names.contains(new JsonString(audience)))
        .orElse(true);
  }
}
