package dev.gander.application.api.recipe;

import dev.gander.application.recipe.RecipeCheck;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeLink;

/// Reads the recipe in a link.
public final class DecodeRecipe {
  private final JsonReader json;
  private final RecipeCheck check;

  public DecodeRecipe(JsonReader json, RecipeCheck check) {
    this.json = json;
    this.check = check;
  }

  /// @throws NotRecipeLink if the link is not a recipe's
  /// @throws InvalidInput if the recipe could not run
  public Recipe decode(RecipeLink link) {
    Recipe recipe = link.recipe(json).orElseThrow(NotRecipeLink::new);
    check.check(recipe);
    return recipe;
  }
}
