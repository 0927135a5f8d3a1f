package dev.gander.application.api.recipe;

import dev.gander.application.recipe.RecipeCheck;
import dev.gander.domain.recipe.Recipe;

/// Reads a recipe that a user pasted or chose as a file.
public final class ParseRecipe {
  private final RecipeCheck check;

  public ParseRecipe(RecipeCheck check) {
    this.check = check;
  }

  /// @param text YAML or JSON; its templates stay, and places in double braces that are no
  ///   expressions come back within raw marks
  /// @throws dev.gander.domain.error.InvalidInput if the text is not a recipe, or one that could
  ///   not run
  public Recipe parse(String text) {
    return check.checked(text);
  }
}
