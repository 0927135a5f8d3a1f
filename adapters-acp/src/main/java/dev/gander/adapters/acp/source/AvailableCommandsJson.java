package dev.gander.adapters.acp.source;

import dev.gander.application.api.config.CommandMenu;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.util.List;

/// Slash commands in the form of the protocol.
public final class AvailableCommandsJson {
  private AvailableCommandsJson() {}

  /// The value of `availableCommands`.
  public static JsonArray write(List<CommandMenu.MenuItem> commands) {
    return JsonArray.of(commands, AvailableCommandsJson::write);
  }

  private static JsonObject write(CommandMenu.MenuItem command) {
    return JsonObject.builder()
        .put("name", command.name())
        .put("description", command.description())
        .put(
            "_meta",
            JsonObject.builder()
                .put("commandType", command.type().wire())
                .putTextIfPresent("sourcePath", command.source())
                .build())
        .build();
  }
}
