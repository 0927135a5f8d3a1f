package dev.gander.application.workplace;

import dev.gander.application.agent.Agent;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.Workplace;
import dev.gander.domain.turn.Workplace.Ability;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The tools of the extension `developer` that work at the client, as far as the client offers what
/// they need: `read`, which there is only then, `write`, `edit` and `shell`. Thread-safe.
public final class WorkplaceTools {
  private static final ExtensionKey DEVELOPER = ExtensionKey.of("developer");
  private static final String PREFIX = DEVELOPER + "__";

  /// What each tool needs.
  private static final Map<String, Set<Ability>> NEEDS =
      Map.of(
          "read", Set.of(Ability.READ),
          "write", Set.of(Ability.WRITE),
          "edit", Set.of(Ability.READ, Ability.WRITE),
          "shell", Set.of(Ability.RUN));

  private final Agent agent;
  private final Set<Ability> abilities;
  private final FileTools files;
  private final CommandTool commands;

  public WorkplaceTools(Agent agent, Workplace workplace) {
    this.agent = agent;
    this.abilities = workplace.abilities();
    this.files = new FileTools(workplace);
    this.commands = new CommandTool(workplace);
  }

  /// The tools that the model has besides those of the extensions.
  public List<Tool> more() {
    return runs("read") ? List.of(FileTools.READ) : List.of();
  }

  /// Whether a call by this name works at the client.
  public boolean runs(String publicName) {
    String tool = plain(publicName);
    return NEEDS.containsKey(tool)
        && abilities.containsAll(NEEDS.get(tool))
        && developer().filter(config -> config.allows(tool)).isPresent();
  }

  private static String plain(String publicName) {
    return publicName.startsWith(PREFIX) ? publicName.substring(PREFIX.length()) : publicName;
  }

  private Optional<ExtensionConfig> developer() {
    return agent.extensions().configs().stream()
        .filter(config -> config.key().equals(DEVELOPER) && config.isOurs())
        .findFirst();
  }

  /// Runs a call for which [#runs] holds. What goes wrong is the call's result.
  public ToolResult run(ToolCall call, Workplace.Work work) throws InterruptedException {
    if (call.arguments() == null) {
      return ToolResult.error("Error: Missing arguments");
    }
    JsonFields arguments = JsonFields.of(call.arguments());
    try {
      return switch (plain(call.name())) {
        case "read" -> files.read(arguments, agent.workingDir(), work);
        case "write" -> files.write(arguments, agent.workingDir(), work);
        case "edit" -> files.edit(arguments, agent.workingDir(), work);
        case "shell" -> commands.run(arguments, agent.workingDir(), work);
        default -> throw new IllegalArgumentException(call.name());
      };
    } catch (InvalidShape e) {
      return ToolResult.error("Error: Failed to parse arguments: " + e.text());
    }
  }
}
