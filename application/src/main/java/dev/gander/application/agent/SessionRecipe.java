package dev.gander.application.agent;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.InlineRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.tool.Tool;
import java.util.Map;

/// Applies the recipe of a session to its agent: instructions go into the prompt, a schema for the
/// answer becomes a tool. A recipe that still needs values is left alone.
final class SessionRecipe {
  private SessionRecipe() {}

  static void apply(Agent agent, Session session) {
    Json stored = session.recipe();
    if (stored == null) {
      return;
    }
    Map<String, String> given = session.userRecipeValues();
    InlineRecipe.ofStored(stored)
        .filledIn(given == null ? Map.of() : given)
        .ifPresent(recipe -> apply(agent, recipe));
  }

  private static void apply(Agent agent, InlineRecipe recipe) {
    instruct(agent, recipe);
    recipe.responseSchema().map(SessionRecipe::finalOutput).ifPresent(agent::requireFinalOutput);
  }

  /// @param recipe one that needs no values any more
  static void instruct(Agent agent, InlineRecipe recipe) {
    recipe.instructions().ifPresent(text -> agent.promptExtras().put(PromptExtras.RECIPE, text));
  }

  private static Tool finalOutput(JsonObject schema) {
    return new Tool(
        Agent.FINAL_OUTPUT,
        "Hands in the final answer. Call it once, when all work is done, with an answer that"
            + " satisfies the schema.",
        schema,
        JsonObject.EMPTY);
  }
}
