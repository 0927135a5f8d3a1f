package dev.gander.application.agent;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import java.util.List;

/// Tools that belong to no extension.
final class PlatformTools {
  /// Listed for clients that look for it. No model gets it, and nobody can call it, before there
  /// are schedules.
  static final Tool MANAGE_SCHEDULE =
      new Tool(
          "platform__manage_schedule",
          "Creates, lists, runs and changes recipes that run by the clock.",
          schema(),
          JsonObject.of("_meta", JsonObject.of("goose_extension", Json.of("platform"))));

  private PlatformTools() {}

  private static JsonObject schema() {
    JsonObject properties =
        JsonObject.builder()
            .put("action", type("string").with("enum", JsonArray.ofTexts(actions())))
            .put("job_id", text("The id of a schedule"))
            .put("recipe_path", text("The file of the recipe that a new schedule runs"))
            .put("cron_expression", text("When to run it, as a cron expression"))
            .put(
                "limit",
                type("integer")
                    .with("description", Json.of("Limit for sessions list"))
                    .with("default", Json.of(50)))
            .put("session_id", text("The session to show the messages of"))
            .build();
    return JsonObject.builder()
        .put("type", "object")
        .put("required", JsonArray.of(Json.of("action")))
        .put("properties", properties)
        .build();
  }

  private static JsonObject text(String description) {
    return type("string").with("description", Json.of(description));
  }

  private static JsonObject type(String name) {
    return JsonObject.of("type", Json.of(name));
  }

  private static List<String> actions() {
    return List.of(
        "list",
        "create",
        "run_now",
        "pause",
        "unpause",
        "delete",
        "kill",
        "inspect",
        "sessions",
        "session_content");
  }
}
