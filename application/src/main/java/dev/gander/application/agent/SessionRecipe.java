package dev.gander.application.agent;

import dev.gander.application.recipe.RecipeParameters;
import dev.gander.domain.json.Json;
import dev.gander.domain.recipe.InlineRecipe;
import dev.gander.domain.session.Session;

/// Applies the recipe of a session to its agent: instructions go into the prompt, an answer schema
/// becomes a tool. A recipe with missing values is not applied.
public final class SessionRecipe {
  private SessionRecipe() {}

  public static void apply(Agent agent, Session session) {
    Json stored = session.recipe().json();
    if (stored != null) {
      new RecipeParameters(InlineRecipe.ofStored(stored))
          .fill(session.recipe().valuesOrNone())
          .ifPresent(recipe -> apply(agent, recipe));
    }
  }

  private static void apply(Agent agent, InlineRecipe recipe) {
    instruct(agent, recipe);
    recipe.responseSchema().map(FinalOutput::new).ifPresent(agent::requireFinalOutput);
  }

  /// @param recipe one that needs no more values
  public static void instruct(Agent agent, InlineRecipe recipe) {
    recipe.instructions().ifPresent(text -> agent.promptExtras().put(PromptExtras.RECIPE, text));
  }
}
