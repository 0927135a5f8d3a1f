package dev.gander.adapters.acp.source;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.source.EditSkills;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.SkillText;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Changes to skills.
public record SkillMethods(EditSkills use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "sources/create", AcpMethod.of(this::create),
        "sources/update", AcpMethod.of(this::update),
        "sources/delete", AcpMethod.of(this::delete),
        "sources/export", AcpMethod.of(this::export),
        "sources/import", AcpMethod.of(this::importing));
  }

  /// Other kinds exist, but not here.
  private static void requireSkill(JsonFields fields) {
    String type = fields.text("type");
    switch (type) {
      case "skill" -> {}
      case "builtinSkill", "recipe", "subrecipe" ->
          throw RpcError.invalidParams(
              "Source type '%s' is not supported for mutation."
                  .formatted(type.equals("builtinSkill") ? "builtin skill" : type));
      case "agent", "project" ->
          throw RpcError.internal("This server does not edit sources of type '" + type + "'");
      case String unknown -> throw InvalidShape.unknownVariant(unknown);
    }
  }

  private Json create(JsonFields fields) {
    requireSkill(fields);
    SkillText skill =
        new SkillText(
            fields.text("name"),
            fields.text("description"),
            fields.text("content"),
            Objects.requireNonNullElse(properties(fields), JsonObject.EMPTY));
    Path project = project(fields);
    return named(skill.name(), () -> SourceMethods.skill(use.create(project, skill)));
  }

  private static @Nullable JsonObject properties(JsonFields fields) {
    return fields.optional("properties", JsonFields::asObject);
  }

  /// 1.35 has the members of the target beside the others.
  private static @Nullable Path project(JsonFields fields) {
    JsonObject target = fields.optional("target", JsonFields::asObject);
    if (target == null) {
      boolean isGlobal = fields.orElse("global", JsonFields::asBool, false);
      String flat = fields.optionalText("projectDir");
      if (!isGlobal && flat == null) {
        throw new InvalidShape("missing field `target`");
      }
      return flat == null || isGlobal ? null : folder(flat);
    }
    JsonFields place = new JsonFields(target);
    return switch (place.text("scope")) {
      case "global" -> null;
      case "projectDir" -> folder(place.text("projectDir"));
      case "projectId" -> throw RpcError.internal("This server has no projects");
      case String unknown -> throw InvalidShape.unknownVariant(unknown);
    };
  }

  private static Path folder(String text) {
    Path folder = MenuMethods.path(text);
    if (!folder.isAbsolute() || !Files.isDirectory(folder)) {
      throw RpcError.invalidParams("projectDir must be the absolute path of a folder");
    }
    return folder;
  }

  private interface Change {
    JsonObject make();
  }

  private static Json named(String name, Change change) {
    try {
      return JsonObject.of("source", change.make());
    } catch (Conflict _) {
      throw RpcError.invalidParams("A source named \"" + name + "\" already exists");
    }
  }

  private static <T> T known(Path folder, Supplier<T> use) {
    try {
      return use.get();
    } catch (NotFound _) {
      throw RpcError.invalidParams("Source \"" + folder + "\" not found");
    }
  }

  private Json update(JsonFields fields) {
    requireSkill(fields);
    Path folder = path(fields);
    String name = fields.text("name");
    String description = fields.text("description");
    String content = fields.text("content");
    JsonObject properties = properties(fields);
    return named(
        name,
        () ->
            SourceMethods.skill(
                known(folder, () -> use.change(folder, name, description, content, properties))));
  }

  private static Path path(JsonFields fields) {
    return MenuMethods.path(fields.text("path"));
  }

  private Json delete(JsonFields fields) {
    requireSkill(fields);
    Path folder = path(fields);
    return known(
        folder,
        () -> {
          use.delete(folder);
          return JsonObject.EMPTY;
        });
  }

  private Json export(JsonFields fields) {
    requireSkill(fields);
    Path folder = path(fields);
    JsonObject exported = known(folder, () -> use.export(folder));
    return JsonObject.of("json", Json.of(JsonText.pretty(exported)))
        .with("filename", Json.of(exported.text("name").orElse("") + ".skill.json"));
  }

  private Json importing(JsonFields fields) {
    String data = fields.text("data");
    Path project = project(fields);
    return JsonObject.of("sources", JsonArray.of(SourceMethods.skill(use.add(project, data))));
  }
}
