package dev.gander.application.engine.prompt;

import dev.gander.application.agent.PromptExtras;
import dev.gander.domain.extension.ToolNames;
import dev.gander.domain.tool.Tool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The model's input beside the conversation: the system prompt, and the tools by their public
/// names.
public record Briefing(
    String system, PromptExtras.Additions extras, List<Tool> tools, Map<String, Tool> byName) {
  Briefing(String system, PromptExtras.Additions extras, List<Tool> tools) {
    this(system, extras, tools, byName(tools));
  }

  private static Map<String, Tool> byName(List<Tool> tools) {
    Map<String, Tool> map = HashMap.newHashMap(tools.size());
    tools.forEach(tool -> map.put(tool.name(), tool));
    return map;
  }

  public @Nullable Tool tool(String name) {
    return byName.get(name);
  }

  /// The tool that a call by this name reaches, which may be another spelling of its public one,
  /// such as `KEY__TOOL` of a tool without prefix.
  public @Nullable Tool reachedBy(String name) {
    Tool listed = tool(name);
    return listed != null
        ? listed
        : ToolNames.split(name)
            .flatMap(
                parts -> tools.stream().filter(it -> ToolNames.parts(it).equals(parts)).findFirst())
            .orElse(null);
  }
}
