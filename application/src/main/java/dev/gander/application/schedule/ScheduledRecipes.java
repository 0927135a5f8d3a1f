package dev.gander.application.schedule;

import dev.gander.application.recipe.RecipeBuilder;
import dev.gander.application.recipe.RecipeCheck;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.domain.recipe.RecipeFiles;
import java.nio.file.Path;
import java.util.Map;

/// The recipes of scheduled jobs.
public final class ScheduledRecipes {
  private final RecipeCheck check;
  private final RecipeBuilder builder;
  private final RecipeFiles files;
  private final RecipeDocuments documents;

  public ScheduledRecipes(
      RecipeCheck check, RecipeBuilder builder, RecipeFiles files, RecipeDocuments documents) {
    this.check = check;
    this.builder = builder;
    this.files = files;
    this.documents = documents;
  }

  /// The text of a file for a recipe that a client has sent.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the recipe hides characters, or could not run
  public String text(Recipe recipe) {
    return check.written(recipe, documents);
  }

  /// The text of a file with a recipe.
  ///
  /// @param folder that its relative paths start from
  /// @throws dev.gander.domain.error.InvalidInput if the recipe hides characters, or could not run
  /// @throws dev.gander.domain.error.NotFound if there is no such file
  public String text(Path file, Path folder) {
    String text = files.read(file);
    check.checkVisible(check.checked(text, folder));
    return text;
  }

  /// Reads a recipe for a run, with all parameters filled in.
  ///
  /// @param file of the recipe
  /// @param folder that its relative paths start from
  /// @param values of its parameters
  /// @throws Unavailable if it cannot be read, or a value is missing
  Recipe read(Path file, Path folder, Map<String, String> values) {
    return builder
        .ofFile(file, folder, values)
        .orElseThrow(() -> new Unavailable("The recipe needs values for its parameters"));
  }
}
