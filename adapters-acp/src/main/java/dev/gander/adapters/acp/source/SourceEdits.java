package dev.gander.adapters.acp.source;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.source.EditDocuments;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.SkillText;
import dev.gander.domain.source.Source.Kind;
import dev.gander.domain.source.WrittenSource;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Changes to skills, agents and projects.
public record SourceEdits(UseCases.Sources use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "sources/create", AcpMethod.of(this::create),
        "sources/update", AcpMethod.of(this::update),
        "sources/delete", AcpMethod.of(this::delete),
        "sources/export", AcpMethod.of(this::export),
        "sources/import", AcpMethod.of(this::importing));
  }

  private static Kind kind(String type) {
    return switch (type) {
      case "skill" -> Kind.SKILL;
      case "agent" -> Kind.AGENT;
      case "project" -> Kind.PROJECT;
      case "builtinSkill", "recipe", "subrecipe" ->
          throw RpcError.invalidParams(
              "Source type '%s' is not supported for mutation."
                  .formatted(type.equals("builtinSkill") ? "builtin skill" : type));
      case String unknown -> throw InvalidShape.unknownVariant(unknown);
    };
  }

  private static Kind kind(JsonFields fields) {
    return kind(fields.text("type"));
  }

  private Json create(JsonFields fields) {
    Kind kind = kind(fields);
    String name = fields.text("name");
    String description = fields.text("description");
    String content = fields.text("content");
    JsonObject properties = Objects.requireNonNullElse(properties(fields), JsonObject.EMPTY);
    Path folder = new SourceTarget(use.documents()).folder(fields);
    return named(
        name,
        () ->
            kind == Kind.SKILL
                ? SourceEntryJson.skill(
                    use.edit()
                        .create(folder, new SkillText(name, description, content, properties)))
                : SourceEntryJson.document(
                    use.documents()
                        .create(
                            kind,
                            folder,
                            new WrittenSource(name, description, content, properties))));
  }

  private static @Nullable JsonObject properties(JsonFields fields) {
    return fields.optional("properties", JsonFields::asObject);
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

  private static <T> T known(Path path, Supplier<T> use) {
    try {
      return use.get();
    } catch (NotFound _) {
      throw RpcError.invalidParams("Source \"" + path + "\" not found");
    }
  }

  private Json update(JsonFields fields) {
    Kind kind = kind(fields);
    Path path = path(fields);
    String name = fields.text("name");
    String description = fields.text("description");
    String content = fields.text("content");
    JsonObject properties = properties(fields);
    Change change =
        () ->
            kind == Kind.SKILL
                ? SourceEntryJson.skill(
                    use.edit().change(path, name, description, content, properties))
                : SourceEntryJson.document(
                    use.documents().change(kind, path, name, description, content, properties));
    return named(name, () -> known(path, change::make));
  }

  private static Path path(JsonFields fields) {
    return MenuMethods.path(fields.text("path"));
  }

  private Json delete(JsonFields fields) {
    Kind kind = kind(fields);
    Path path = path(fields);
    return known(
        path,
        () -> {
          if (kind == Kind.SKILL) {
            use.edit().delete(path);
          } else {
            use.documents().delete(kind, path);
          }
          return JsonObject.EMPTY;
        });
  }

  private Json export(JsonFields fields) {
    Kind kind = kind(fields);
    Path path = path(fields);
    if (kind == Kind.SKILL) {
      JsonObject skill = known(path, () -> use.edit().export(path));
      return exported(skill, skill.text("name").orElse("") + ".skill.json");
    }
    EditDocuments.Export document = known(path, () -> use.documents().export(kind, path));
    return exported(document.json(), document.filename());
  }

  private static Json exported(JsonObject json, String filename) {
    return JsonObject.builder()
        .put("json", JsonText.pretty(json))
        .put("filename", filename)
        .build();
  }

  private Json importing(JsonFields fields) {
    String data = fields.text("data");
    Path folder = new SourceTarget(use.documents()).folder(fields);
    JsonFields source = source(data);
    Kind kind = kind(source.orElse("type", JsonFields::asText, "skill"));
    JsonObject added =
        kind == Kind.SKILL
            ? SourceEntryJson.skill(use.edit().add(folder, data))
            : SourceEntryJson.document(use.documents().add(kind, folder, source));
    return JsonObject.of("sources", JsonArray.of(added));
  }

  private static JsonFields source(String data) {
    try {
      return JsonFields.of(JsonText.parse(data));
    } catch (JsonSyntaxException e) {
      throw RpcError.invalidParams("Invalid JSON: " + e.getMessage());
    }
  }
}
