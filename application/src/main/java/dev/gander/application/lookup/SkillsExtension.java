package dev.gander.application.lookup;

import dev.gander.application.extension.PlatformTool;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.Skill;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.SourceFiles;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Optional;

/// Tells the model which skills there are, and loads those that it asks for. The files are read
/// anew each time.
record SkillsExtension(SourceFiles sources, ExtensionHost host) implements Extension {
  static final String KEY = "skills";

  /// Without annotations, as in goosed: it is judged like a tool of which nothing is known.
  private static final Tool LOAD =
      new Tool(
          "load_skill",
          "Loads the instructions of a skill by its name, or one of its supporting files by"
              + " name/path. `args` is what the user has said about the job in hand, for skills that"
              + " ask for values.",
          JsonObject.builder()
              .put("type", "object")
              .put("required", JsonArray.ofTexts(List.of("name")))
              .put(
                  "properties",
                  JsonObject.of("name", PlatformTool.TEXT).with("args", PlatformTool.TEXT))
              .build(),
          JsonObject.EMPTY);

  @Override
  public List<Tool> tools() {
    return List.of(LOAD);
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress) {
    if (!invocation.tool().equals(LOAD.name())) {
      throw ExtensionException.notFound("Tool '" + invocation.tool() + "' not found");
    }
    Optional<String> name = invocation.arguments().text("name").filter(it -> !it.isBlank());
    try {
      return name.isEmpty()
          ? PlatformTool.failure("Missing required parameter: name")
          : load(name.get(), invocation.arguments().text("args"));
    } catch (InvalidInput e) {
      return PlatformTool.failure(e.text());
    }
  }

  private ToolResult load(String name, Optional<String> line) {
    int slash = name.indexOf('/');
    String ofSkill = slash < 0 ? name : name.substring(0, slash);
    Optional<Skill> found = sources.skill(host.workingDir(), ofSkill);
    if (found.isEmpty()) {
      return PlatformTool.failure("Skill '" + ofSkill + "' not found." + similar(ofSkill));
    }
    Skill skill = found.get();
    if (slash >= 0) {
      String text = sources.supportingText(skill, name.substring(slash + 1));
      return ToolResult.text("# Loaded: " + name + "\n\n" + text);
    }
    return ToolResult.text(
        line.map(it -> LoadedSkill.with(skill, it)).orElseGet(() -> LoadedSkill.plain(skill)));
  }

  private String similar(String name) {
    List<String> names =
        sources.skills(host.workingDir()).stream()
            .map(Source::name)
            .filter(known -> known.contains(name) || name.contains(known))
            .limit(3)
            .toList();
    return names.isEmpty() ? "" : " Similar names: " + String.join(", ", names) + ".";
  }

  @Override
  public String instructions() {
    return SkillList.of(sources.skills(host.workingDir()));
  }

  @Override
  public boolean isUnprefixed() {
    return true;
  }

  @Override
  public void close() {}
}
