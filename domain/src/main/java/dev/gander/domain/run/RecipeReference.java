package dev.gander.domain.run;

import dev.gander.domain.json.JsonObject;

/// Where a recipe is.
public sealed interface RecipeReference {
  /// What people recognize it by, in a line.
  default String label() {
    return switch (this) {
      case ById(String id) -> id;
      case InFile(String path) -> path;
      case ByDeeplink _ -> "a link";
      case Inline(JsonObject json) -> json.text("title").orElse("a recipe");
    };
  }

  /// One of the user's recipes, by its id in listings.
  record ById(String id) implements RecipeReference {}

  /// A file on the server's machine; a relative path begins in the run's folder.
  record InFile(String path) implements RecipeReference {}

  /// A link that holds the whole recipe.
  record ByDeeplink(String link) implements RecipeReference {}

  /// The recipe itself.
  record Inline(JsonObject json) implements RecipeReference {}
}
