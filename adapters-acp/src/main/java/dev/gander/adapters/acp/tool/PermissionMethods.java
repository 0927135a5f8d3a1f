package dev.gander.adapters.acp.tool;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.application.api.config.SetToolPermissions;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.PermissionLevel;
import java.util.LinkedHashMap;
import java.util.Map;

/// The user's decisions about tools (1.52).
public record PermissionMethods(SetToolPermissions use) {

  public Map<String, AcpMethod> methods() {
    return Map.of("tools/permissions/set", AcpMethod.of(this::set));
  }

  private record ToolDecision(String tool, PermissionLevel level) {
    static ToolDecision read(Json json) {
      JsonFields fields = JsonFields.of(json);
      return new ToolDecision(
          fields.text("toolName"),
          fields.required("permission", value -> level(JsonFields.asText(value))));
    }

    private static PermissionLevel level(String word) {
      return PermissionLevel.parse(word).orElseThrow(() -> InvalidShape.unknownVariant(word));
    }
  }

  /// If a tool occurs twice, the last decision counts.
  private Json set(JsonFields fields) {
    Map<String, PermissionLevel> levels = new LinkedHashMap<>();
    fields
        .required("toolPermissions", JsonFields.listOf(ToolDecision::read))
        .forEach(decision -> levels.put(decision.tool(), decision.level()));
    use.set(levels);
    return JsonObject.EMPTY;
  }
}
