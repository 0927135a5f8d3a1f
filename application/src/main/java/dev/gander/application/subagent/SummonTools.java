package dev.gander.application.subagent;

import dev.gander.application.extension.PlatformTool;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import java.util.List;
import java.util.Set;

/// The tools of `summon`, with the parameters of goosed 1.36. Those that 1.39 added are understood,
/// and told in the descriptions.
final class SummonTools {
  static final Tool LOAD =
      PlatformTool.reading(
          "load",
          "Load",
          "Without arguments: lists the recipes and agents by name, and the tasks in the background."
              + " With such a name as source: its text. With the id of a task: waits for its result,"
              + " which you get once; cancel=true stops the task, and peek=true only tells how it is"
              + " doing.",
          PlatformTool.schema("LoadParams", loadParameters(), List.of())
              .without(Set.of("required")));

  static final Tool DELEGATE =
      PlatformTool.changing(
          "delegate",
          "Delegate",
          "Hands a task to a sub-agent that works by itself, does not know this conversation, and"
              + " answers with its result. Say all that it needs. Several calls in one answer run"
              + " side by side. Further arguments: context (what to know before the task) and"
              + " working_dir (a folder inside of this one).",
          PlatformTool.schema("DelegateParams", delegateParameters(), List.of())
              .without(Set.of("required")),
          true);

  private SummonTools() {}

  private static JsonObject loadParameters() {
    return JsonObject.builder()
        .put("source", text("The name of a recipe or an agent, or the id of a task"))
        .put("cancel", flag("Stop this task"))
        .build();
  }

  private static JsonObject delegateParameters() {
    return JsonObject.builder()
        .put("instructions", text("The task, or what to add to that of the source"))
        .put("source", text("The name of a recipe or an agent"))
        .put(
            "parameters",
            type("object", "Values for the parameters of the source")
                .with("additionalProperties", Json.of(true)))
        .put(
            "extensions",
            type("array", "The only extensions that it gets, by name; all if left out, [] for none")
                .with("items", PlatformTool.TEXT))
        .put("provider", text("The provider of its model"))
        .put("model", text("Its model"))
        .put("temperature", type("number", "The temperature of its model"))
        .put(
            "max_turns",
            type("integer", "How many requests to its model it may make")
                .with("minimum", Json.of(1)))
        .put("async", flag("Let it work in the background, and go on at once"))
        .build();
  }

  private static JsonObject text(String description) {
    return type("string", description);
  }

  private static JsonObject flag(String description) {
    return type("boolean", description).with("default", Json.of(false));
  }

  private static JsonObject type(String name, String description) {
    return JsonObject.builder().put("type", name).put("description", description).build();
  }
}
