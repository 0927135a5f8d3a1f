package dev.gander.adapters.acp.source;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.source.EditDocuments;
import dev.gander.application.api.source.EditDocuments.FoundDocument;
import dev.gander.application.api.source.ListSkills.FoundSkill;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.Source.Kind;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists skills, agents and projects. No skill comes with the program.
public record SourceMethods(UseCases.Sources use) {

  public Map<String, AcpMethod> methods() {
    return Map.of("sources/list", AcpMethod.of(this::list));
  }

  private Json list(JsonFields fields) {
    String type = fields.optionalText("type");
    String text = MenuMethods.unlessBlank(fields.optionalText("projectDir"));
    Path folder = text == null ? null : MenuMethods.path(text);
    boolean ofProjects = fields.orElse("includeProjectSources", JsonFields::asBool, false);
    Stream<JsonObject> found =
        switch (type) {
          case null -> Stream.concat(skills(folder, ofProjects), documents(Kind.PROJECT, null));
          case "skill" -> skills(folder, ofProjects);
          case "agent" -> documents(Kind.AGENT, folder);
          case "project" -> documents(Kind.PROJECT, null);
          case "builtinSkill" -> Stream.empty();
          case "recipe", "subrecipe" ->
              throw RpcError.invalidParams(
                  "Source type '" + type + "' is not supported for listing.");
          case String unknown -> throw InvalidShape.unknownVariant(unknown);
        };
    List<JsonObject> sorted =
        found.sorted(Comparator.comparing(entry -> entry.text("name").orElse(""))).toList();
    return JsonObject.of("sources", JsonArray.of(sorted, entry -> entry));
  }

  private Stream<JsonObject> documents(Kind kind, @Nullable Path folder) {
    return use.documents().list(kind, folder).stream().map(SourceEntryJson::document);
  }

  private Stream<JsonObject> skills(@Nullable Path folder, boolean ofProjects) {
    Stream<JsonObject> own = use.skills().list(folder).stream().map(SourceEntryJson::skill);
    return ofProjects
        ? Stream.concat(
            own,
            use.documents().list(Kind.PROJECT, null).stream()
                .flatMap(project -> skillsOf(project, folder)))
        : own;
  }

  /// The skills in the folders of a project that have not been listed.
  private Stream<JsonObject> skillsOf(FoundDocument project, @Nullable Path listed) {
    String name = project.properties().text("title").orElse(project.source().name());
    return EditDocuments.foldersOf(project).stream()
        .filter(folder -> !folder.equals(listed))
        .flatMap(
            folder ->
                use.skills().list(folder).stream()
                    .filter(skill -> !skill.isGlobal())
                    .map(skill -> tagged(skill, name, folder)));
  }

  private static JsonObject tagged(FoundSkill skill, String project, Path folder) {
    return SourceEntryJson.skill(
        skill,
        JsonObject.builder()
            .put("projectName", project)
            .put("projectDir", folder.toString())
            .build());
  }
}
