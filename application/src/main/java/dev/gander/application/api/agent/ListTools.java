package dev.gander.application.api.agent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.FinalOutput;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.PlatformTools;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ToolNames;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.permission.PermissionLevel;
import dev.gander.domain.permission.ToolPermissions;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists the tools of a session. An unknown session only has platform tools.
public final class ListTools {
  private final LiveAgents agents;
  private final ToolPermissions permissions;

  public ListTools(LiveAgents agents, ToolPermissions permissions) {
    this.agents = agents;
    this.permissions = permissions;
  }

  /// @param parameters names of the properties, sorted
  /// @param permission the rule for the tool in the session's mode; null if there is none
  public record Item(Tool tool, List<String> parameters, @Nullable PermissionLevel permission) {}

  /// @param extension only those of this extension, in any spelling of its name; null for all
  /// @return sorted by name
  public List<Item> list(SessionId id, @Nullable String extension) throws InterruptedException {
    Agent agent = agents.get(id);
    List<Tool> all = new ArrayList<>(agent.extensions().tools());
    agent.finalOutput().map(FinalOutput::tool).ifPresent(all::add);
    return PlatformTools.beside(all, agent).stream()
        .filter(tool -> extension == null || belongsTo(tool, extension))
        .map(tool -> item(tool, agent.mode()))
        .toList();
  }

  private static boolean belongsTo(Tool tool, String extension) {
    return ToolNames.parts(tool).extension().equals(ExtensionKey.of(extension));
  }

  private Item item(Tool tool, GooseMode mode) {
    return new Item(
        tool, parameters(tool.inputSchema()), permission(tool.name(), mode).orElse(null));
  }

  private Optional<PermissionLevel> permission(String tool, GooseMode mode) {
    return permissions
        .userLevel(tool)
        .or(
            () ->
                switch (mode) {
                  case SMART_APPROVE -> permissions.judgedLevel(tool);
                  case APPROVE -> Optional.of(PermissionLevel.ASK_BEFORE);
                  case AUTO, CHAT -> Optional.empty();
                });
  }

  private static List<String> parameters(JsonObject schema) {
    return schema
        .object("properties")
        .map(properties -> properties.members().keySet().stream().sorted().toList())
        .orElse(List.of());
  }
}
