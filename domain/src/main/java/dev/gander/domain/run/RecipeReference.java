package dev.gander.domain.run;

import dev.gander.domain.json.JsonObject;

/// Where a recipe is.
public sealed interface RecipeReference {
  /// One of the user's recipes, by its id in listings.
  record ById(String id) implements RecipeReference {}

  /// A file on the server's machine; a relative path begins in the run's folder.
  record InFile(String path) implements RecipeReference {}

  /// A link that holds the whole recipe.
  record ByDeeplink(String link) implements RecipeReference {}

  /// The recipe itself.
  record Inline(JsonObject json) implements RecipeReference {}
}
