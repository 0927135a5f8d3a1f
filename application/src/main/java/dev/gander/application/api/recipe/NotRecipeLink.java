package dev.gander.application.api.recipe;

import dev.gander.domain.error.InvalidInput;

/// The text is not the link of a recipe.
public final class NotRecipeLink extends InvalidInput {
  private static final long serialVersionUID = 1;

  NotRecipeLink() {
    super("Failed to decode recipe deeplink");
  }
}
