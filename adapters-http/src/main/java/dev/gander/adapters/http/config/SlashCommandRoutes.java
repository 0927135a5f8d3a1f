package dev.gander.adapters.http.config;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.config.OfferedCommand;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// The menu behind `/`.
public final class SlashCommandRoutes {
  private final UseCases.Config use;

  public SlashCommandRoutes(UseCases.Config use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(Route.get("get_slash_commands", "/config/slash_commands", this::list));
  }

  private Answer list(Call call) {
    Path folder =
        call.query().optionalText("working_dir").map(SlashCommandRoutes::folder).orElse(null);
    return Answer.json(
        JsonObject.of(
            "commands",
            JsonArray.of(use.slashCommands().list(folder), SlashCommandRoutes::command)));
  }

  private static Path folder(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new Refusal(400, "working_dir is no path: " + e.getReason(), e);
    }
  }

  private static JsonObject command(OfferedCommand command) {
    return JsonObject.builder()
        .put("command", command.command())
        .put("help", command.help())
        .put("command_type", command.type().wire())
        .build();
  }
}
