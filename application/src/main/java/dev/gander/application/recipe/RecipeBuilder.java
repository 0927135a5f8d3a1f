package dev.gander.application.recipe;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.domain.recipe.RecipeParameter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Fills recipes in. A parameter gets the value given for it, else its default; one of type file
/// gets the text of the file that is named. Paths of sub-recipes become absolute.
///
/// Each method gives nothing if a parameter has neither value nor default, and throws [Unavailable]
/// if the recipe, a file that it names or one of its expressions fails.
public final class RecipeBuilder {
  private final RecipeReader reader;
  private final RecipeFiles files;

  public RecipeBuilder(RecipeReader reader, RecipeFiles files) {
    this.reader = reader;
    this.files = files;
  }

  /// A recipe of a session: the user's library is its folder.
  public Optional<Recipe> ofSession(Recipe recipe, Map<String, String> given) {
    Path folder = files.library();
    return explained(
        () ->
            values(recipe, given, folder)
                .map(values -> located(RecipeTexts.of(recipe).filled(values), folder)));
  }

  /// A recipe in a file.
  ///
  /// @param folder where the other files are that it names
  public Optional<Recipe> ofFile(Path file, Path folder, Map<String, String> given) {
    return explained(
        () -> {
          String text = files.read(file);
          return values(reader.draft(text, folder).recipe(), given, folder)
              .map(values -> located(reader.filled(text, folder, values), folder));
        });
  }

  private static Optional<Recipe> explained(Supplier<Optional<Recipe>> work) {
    try {
      return work.get();
    } catch (InvalidInput | NotFound | StorageException e) {
      throw new Unavailable("The recipe cannot be used: " + e.text(), e);
    }
  }

  private Optional<Map<String, String>> values(
      Recipe recipe, Map<String, String> given, Path folder) {
    Map<String, String> values = new LinkedHashMap<>(given);
    for (RecipeParameter parameter : recipe.parameters()) {
      String value = given.getOrDefault(parameter.key(), parameter.defaultValue());
      if (value == null) {
        return Optional.empty();
      }
      values.put(parameter.key(), parameter.isFile() ? files.readParameter(value) : value);
    }
    values.put(RecipeDraft.FOLDER, folder.toString());
    return Optional.of(values);
  }

  private Recipe located(Recipe recipe, Path folder) {
    return recipe.withSubRecipePaths(
        path ->
            files
                .locate(folder, path)
                .orElseThrow(() -> new NotFound("there is no sub-recipe " + path))
                .toString());
  }
}
