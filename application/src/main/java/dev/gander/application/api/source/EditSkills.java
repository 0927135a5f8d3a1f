package dev.gander.application.api.source;

import dev.gander.application.api.source.ListSkills.FoundSkill;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.source.SkillFolders;
import dev.gander.domain.source.SkillText;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.SourceFiles;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Creates, changes and deletes skills, and passes them on as texts.
public final class EditSkills {
  private static final String IMPORTED = "-imported";
  private static final int MOST_COPIES = 1000;

  private final SkillFolders folders;
  private final SourceFiles sources;
  private final JsonReader reader;

  public EditSkills(SkillFolders folders, SourceFiles sources, JsonReader reader) {
    this.folders = folders;
    this.sources = sources;
    this.reader = reader;
  }

  /// @param project its folder; null for the user's own skills
  /// @throws Conflict if there is a skill with that name
  public FoundSkill create(@Nullable Path project, SkillText skill) {
    return found(folders.create(project, skill.name(), skill.document()));
  }

  /// @param properties null to keep those that it has
  /// @throws NotFound if there is no such skill
  /// @throws Conflict if there is another skill with that name
  public FoundSkill change(
      Path folder,
      String name,
      String description,
      String content,
      @Nullable JsonObject properties) {
    JsonObject kept = properties == null ? source(folder).properties() : properties;
    SkillText text = new SkillText(name, description, content, kept);
    return found(folders.change(folder, name, text.document()));
  }

  /// @throws NotFound if there is no such skill
  public void delete(Path folder) {
    folders.delete(folder);
  }

  /// @throws NotFound if there is no such skill
  public Source source(Path folder) {
    return folders.find(folder).orElseThrow(() -> new NotFound("There is no skill in " + folder));
  }

  private FoundSkill found(Path folder) {
    Source source = source(folder);
    List<Path> files = sources.files(source).stream().map(folder::resolve).toList();
    return new FoundSkill(source, folders.isGlobal(folder), files);
  }

  /// @return the form that [#add] reads
  /// @throws NotFound if there is no such skill
  public JsonObject export(Path folder) {
    Source skill = source(folder);
    return JsonObject.builder()
        .put("version", 1)
        .put("type", "skill")
        .put("name", skill.name())
        .put("description", skill.description())
        .put("content", skill.content())
        .build();
  }

  /// A skill whose name is taken gets another one.
  ///
  /// @param project as for [#create]
  /// @throws InvalidInput if the text is not the export of a skill
  public FoundSkill add(@Nullable Path project, String exported) {
    JsonFields fields = JsonFields.of(reader.parse(exported));
    if (fields.integer("version") != 1 || !fields.text("type").equals("skill")) {
      throw new InvalidInput("This is not a skill that can be imported");
    }
    String name = fields.text("name");
    for (int copy = 0; copy < MOST_COPIES; copy++) {
      try {
        return create(project, text(fields, name + suffix(copy)));
      } catch (Conflict _) {
        // The next name, then.
      }
    }
    throw new Conflict("There are too many skills with the name " + name);
  }

  private static String suffix(int copy) {
    return switch (copy) {
      case 0 -> "";
      case 1 -> IMPORTED;
      default -> IMPORTED + "-" + copy;
    };
  }

  private static SkillText text(JsonFields fields, String name) {
    return new SkillText(
        name,
        fields.orElse("description", JsonFields::asText, ""),
        fields.orElse("content", JsonFields::asText, ""),
        JsonObject.EMPTY);
  }
}
