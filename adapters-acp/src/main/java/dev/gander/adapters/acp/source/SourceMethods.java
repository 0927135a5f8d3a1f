package dev.gander.adapters.acp.source;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.source.ListSkills.FoundSkill;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Skills. No skill comes with the program, and there are no projects.
public record SourceMethods(UseCases.Sources use) {

  public Map<String, AcpMethod> methods() {
    return Map.of("sources/list", AcpMethod.of(this::list));
  }

  private Json list(JsonFields fields) {
    String type = fields.optionalText("type");
    String project = MenuMethods.unlessBlank(fields.optionalText("projectDir"));
    fields.orElse("includeProjectSources", JsonFields::asBool, false);
    List<FoundSkill> found =
        switch (type) {
          case null -> skills(project);
          case "skill" -> skills(project);
          case "builtinSkill", "project", "agent" -> List.of();
          case "recipe", "subrecipe" ->
              throw RpcError.invalidParams(
                  "Source type '" + type + "' is not supported for listing.");
          case String unknown -> throw InvalidShape.unknownVariant(unknown);
        };
    return JsonObject.of("sources", JsonArray.of(found, SourceMethods::skill));
  }

  private List<FoundSkill> skills(@Nullable String project) {
    return use.skills().list(project == null ? null : MenuMethods.path(project));
  }

  static JsonObject skill(FoundSkill skill) {
    List<String> files = skill.files().stream().map(Path::toString).toList();
    return JsonObject.builder()
        .put("type", "skill")
        .put("name", skill.source().name())
        .put("description", skill.source().description())
        .put("content", skill.source().content())
        .put("path", skill.folder().toString())
        .put("global", skill.isGlobal())
        .put("writable", true)
        .putIfPresent("supportingFiles", files.isEmpty() ? null : JsonArray.ofTexts(files))
        .build();
  }
}
