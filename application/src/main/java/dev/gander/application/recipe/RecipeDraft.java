package dev.gander.application.recipe;

import dev.gander.domain.recipe.Recipe;
import java.util.Set;
import java.util.TreeSet;

/// A recipe that was read and not checked yet.
///
/// @param names the variables in its texts
record RecipeDraft(Recipe recipe, Set<String> names) {
  /// The folder of the recipe, which is always known.
  static final String FOLDER = "recipe_dir";

  RecipeDraft {
    Set<String> given = new TreeSet<>(names);
    given.remove(FOLDER);
    names = given;
  }
}
