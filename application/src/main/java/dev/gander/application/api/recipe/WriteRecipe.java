package dev.gander.application.api.recipe;

import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeDocuments;

/// Writes a recipe as YAML, whether or not it could run.
public final class WriteRecipe {
  private final RecipeDocuments documents;

  public WriteRecipe(RecipeDocuments documents) {
    this.documents = documents;
  }

  /// @throws dev.gander.domain.error.InvalidInput if a text contains half a character
  public String write(Recipe recipe) {
    return documents.write(recipe);
  }
}
