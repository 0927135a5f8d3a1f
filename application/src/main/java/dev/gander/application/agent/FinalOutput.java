package dev.gander.application.agent;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answer that a recipe requires in a particular form, submitted by a tool call. Thread-safe.
public final class FinalOutput {
  public static final String TOOL = "recipe__final_output";

  private final Tool tool;
  private @Nullable Json collected;

  /// @param schema JSON Schema of the answer
  FinalOutput(JsonObject schema) {
    tool =
        new Tool(
            TOOL,
            "Hands in the final answer. Call it once, when all work is done, with an answer that"
                + " satisfies the schema.",
            withProperties(schema),
            JsonObject.EMPTY);
  }

  /// Tools without properties are called without arguments; an empty `properties` does not change
  /// the schema's meaning.
  private static JsonObject withProperties(JsonObject schema) {
    return schema.has("properties") ? schema : schema.with("properties", JsonObject.EMPTY);
  }

  public Tool tool() {
    return tool;
  }

  /// Keeps a submitted answer; the last one wins.
  public synchronized void collect(Json answer) {
    collected = answer;
  }

  public synchronized boolean isCollected() {
    return collected != null;
  }

  /// Returns and clears the submitted answer.
  public synchronized Optional<Json> take() {
    Optional<Json> taken = Optional.ofNullable(collected);
    collected = null;
    return taken;
  }
}
