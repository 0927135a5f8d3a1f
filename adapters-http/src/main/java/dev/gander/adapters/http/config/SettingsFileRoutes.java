package dev.gander.adapters.http.config;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.config.SettingsFile.Condition;
import dev.gander.domain.json.Json;
import java.nio.file.Path;
import java.util.List;

/// The settings file as a whole. All but the first were dropped after 1.26.
public final class SettingsFileRoutes {
  private final UseCases.Config use;

  public SettingsFileRoutes(UseCases.Config use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("validate_config", "/config/validate", _ -> validate()),
        Route.post("backup_config", "/config/backup", _ -> backUp()),
        Route.post("recover_config", "/config/recover", _ -> recover()),
        Route.post("init_config", "/config/init", _ -> begin()));
  }

  private Answer validate() {
    return switch (use.file().condition()) {
      case Condition.Missing _ -> text("Config file does not exist");
      case Condition.Good _ -> text("Config file is valid");
      case Condition.Broken(String problem) ->
          Answer.error(422, "Config file is corrupted: " + problem);
    };
  }

  private Answer backUp() {
    SettingsFile.Copy copy = use.file().backUp();
    return text("Copied " + quoted(copy.from()) + " to " + quoted(copy.to()));
  }

  private Answer recover() {
    SettingsFile.Recovery recovery = use.file().recover();
    String kept = recovery.broken() == null ? "" : " The broken file is " + recovery.broken();
    return text("Config recovery completed. " + recovered(recovery.keys()) + kept);
  }

  private static String recovered(List<String> keys) {
    return keys.isEmpty()
        ? "There was nothing to recover."
        : "Recovered " + keys.size() + " keys: " + String.join(", ", keys) + ".";
  }

  private Answer begin() {
    return text(
        switch (use.file().begin()) {
          case WAS_THERE -> "Config already exists";
          case FROM_TEMPLATE -> "Config initialized successfully";
          case NONE -> "No init-config.yaml found, using default configuration";
        });
  }

  private static String quoted(Path path) {
    return "\"" + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static Answer text(String text) {
    return Answer.json(Json.of(text));
  }
}
