package dev.gander.adapters.acp.source;

import dev.gander.application.api.source.EditDocuments.FoundDocument;
import dev.gander.application.api.source.ListSkills.FoundSkill;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.WrittenSource;
import java.nio.file.Path;
import java.util.List;

/// Skills, agents and projects as clients see them.
final class SourceEntryJson {
  private SourceEntryJson() {}

  static JsonObject skill(FoundSkill skill) {
    return skill(skill, JsonObject.EMPTY);
  }

  /// @param more properties besides those of its front matter
  static JsonObject skill(FoundSkill skill, JsonObject more) {
    List<String> files = skill.files().stream().map(Path::toString).toList();
    JsonObject properties =
        JsonObject.builder()
            .putAll(WrittenSource.propertiesOf(skill.source()))
            .putAll(more)
            .build();
    return entry("skill", skill.source(), skill.folder(), skill.isGlobal())
        .putIfPresent("supportingFiles", files.isEmpty() ? null : JsonArray.ofTexts(files))
        .putIfPresent("properties", properties.isEmpty() ? null : properties)
        .build();
  }

  static JsonObject document(FoundDocument document) {
    Source source = document.source();
    JsonObject properties = document.properties();
    String type = source.kind() == Source.Kind.PROJECT ? "project" : "agent";
    return entry(type, source, source.file(), document.isGlobal())
        .putIfPresent("properties", properties.isEmpty() ? null : properties)
        .build();
  }

  private static JsonObject.Builder entry(String type, Source source, Path path, boolean isGlobal) {
    return JsonObject.builder()
        .put("type", type)
        .put("name", source.name())
        .put("description", source.description())
        .put("content", source.content())
        .put("path", path.toString())
        .put("global", isGlobal)
        .put("writable", true);
  }
}
