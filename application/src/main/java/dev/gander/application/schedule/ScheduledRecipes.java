package dev.gander.application.schedule;

import dev.gander.domain.recipe.InlineRecipe;
import java.nio.file.Path;
import java.util.Map;

/// The recipes of scheduled jobs.
public interface ScheduledRecipes {

  /// The text of a file for a recipe that a client has sent.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the recipe hides characters, or could not run
  String text(InlineRecipe recipe);

  /// Reads a recipe for a run, with all parameters filled in.
  ///
  /// @param file of the recipe
  /// @param folder that its relative paths start from
  /// @param values of its parameters
  /// @throws dev.gander.domain.error.GanderException if it cannot be read, or a value is missing
  InlineRecipe read(Path file, Path folder, Map<String, String> values);
}
