package dev.gander.application.agent;

import dev.gander.application.recipe.RecipeBuilder;
import dev.gander.domain.json.Json;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.Session;
import java.util.Map;
import java.util.Optional;

/// Applies the recipe of a session to its agent: instructions go into the prompt, an answer schema
/// becomes a tool, and its limits and retries hold for each turn. A recipe with missing values is
/// not applied.
public final class SessionRecipe {
  private final RecipeBuilder builder;

  public SessionRecipe(RecipeBuilder builder) {
    this.builder = builder;
  }

  /// @throws dev.gander.domain.error.Unavailable if the recipe cannot be filled in
  public void apply(Agent agent, Session session) {
    Json stored = session.recipe().json();
    if (stored != null) {
      filledIn(Recipe.ofStored(stored), session.recipe().valuesOrNone())
          .ifPresent(recipe -> apply(agent, recipe));
    }
  }

  /// @param recipe one that needs no more values
  public void apply(Agent agent, Recipe recipe) {
    instruct(agent, recipe);
    requireAnswer(agent, recipe);
  }

  /// From now on the model has to hand its answer in, if the recipe has a schema for it.
  ///
  /// @param recipe one that needs no more values
  public static void requireAnswer(Agent agent, Recipe recipe) {
    recipe.responseSchema().map(FinalOutput::new).ifPresent(agent::requireFinalOutput);
  }

  /// The recipe's limits, retries and schema hold from now on. Its texts are the caller's to pass
  /// on.
  ///
  /// @param recipe one that needs no more values
  public static void bind(Agent agent, Recipe recipe) {
    agent.follow(recipe);
    requireAnswer(agent, recipe);
  }

  /// The recipe with values; empty if it needs more.
  ///
  /// @throws dev.gander.domain.error.Unavailable if the recipe cannot be filled in
  public Optional<Recipe> filledIn(Recipe recipe, Map<String, String> values) {
    return builder.ofSession(recipe, values);
  }

  /// @param recipe one that needs no more values
  public void instruct(Agent agent, Recipe recipe) {
    agent.follow(recipe);
    recipe.instructions().ifPresent(text -> agent.promptExtras().put(PromptExtras.RECIPE, text));
  }
}
