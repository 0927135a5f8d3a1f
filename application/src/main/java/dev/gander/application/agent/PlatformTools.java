package dev.gander.application.agent;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tools that belong to no extension.
public final class PlatformTools {
  /// Clients look for this tool, and models are offered it.
  static final Tool MANAGE_SCHEDULE =
      new Tool(
          "platform__manage_schedule",
          "Creates, lists, runs and changes recipes that run by the clock.",
          schema(),
          JsonObject.builder()
              .put("annotations", annotations())
              .put("_meta", JsonObject.of("goose_extension", Json.of("platform")))
              .build());

  private PlatformTools() {}

  /// The tools of extensions together with these, sorted by name. An agent without a user of its
  /// own must not make more work by itself, and has none of these.
  public static List<Tool> beside(List<Tool> tools, Agent agent) {
    return Stream.concat(
            tools.stream(), agent.isUnattended() ? Stream.empty() : Stream.of(MANAGE_SCHEDULE))
        .sorted(Comparator.comparing(Tool::name))
        .toList();
  }

  /// Executes a call of one of these tools; empty if it is for another tool, or none of the
  /// agent's.
  public static Optional<Outcome<ToolResult>> call(Agent agent, ToolCall call, PlatformCalls calls)
      throws InterruptedException {
    if (!call.name().equals(MANAGE_SCHEDULE.name()) || agent.isUnattended()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Outcome.success(calls.manageSchedule(agent.workingDir(), call)));
    } catch (InvalidInput e) {
      return Optional.of(failure(ExtensionException.INVALID_PARAMS, e));
    } catch (GanderException e) {
      return Optional.of(failure(ExtensionException.INTERNAL_ERROR, e));
    }
  }

  private static JsonObject annotations() {
    return JsonObject.builder()
        .put("title", "Manage scheduled recipes")
        .put("readOnlyHint", false)
        .put("destructiveHint", true)
        .put("idempotentHint", false)
        .put("openWorldHint", false)
        .build();
  }

  private static Outcome<ToolResult> failure(int code, GanderException e) {
    return Outcome.failure(code + ": " + e.text());
  }

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
