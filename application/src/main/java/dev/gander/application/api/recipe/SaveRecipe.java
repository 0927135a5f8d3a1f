package dev.gander.application.api.recipe;

import dev.gander.application.recipe.RecipeCheck;
import dev.gander.application.recipe.RecipeLibrary;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.domain.recipe.RecipeId;
import dev.gander.domain.recipe.RecipeName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Writes a recipe into a file: a new one of the user's library, or the one that it came from,
/// which keeps its name.
public final class SaveRecipe {
  private final RecipeCheck check;
  private final RecipeLibrary library;
  private final RecipeFiles files;
  private final RecipeDocuments documents;

  public SaveRecipe(
      RecipeCheck check, RecipeLibrary library, RecipeFiles files, RecipeDocuments documents) {
    this.check = check;
    this.library = library;
    this.files = files;
    this.documents = documents;
  }

  public record Saved(RecipeId id, Path file) {}

  /// @param id of the stored recipe that it replaces; null for a new file
  /// @throws dev.gander.domain.error.InvalidInput if the recipe contains hidden characters or could
  ///   not run
  /// @throws dev.gander.domain.error.NotFound for an unknown id
  /// @throws dev.gander.domain.error.StorageException if the file cannot be written
  public Saved save(Recipe recipe, @Nullable RecipeId id) {
    Path file = write(check.written(recipe, documents), recipe.title(), id);
    return new Saved(RecipeId.of(file), file);
  }

  private Path write(String text, String title, @Nullable RecipeId id) {
    if (id == null) {
      return files.create(RecipeName.ofTitle(title).stem(), text);
    }
    Path file = library.file(id);
    files.replace(file, text);
    return file;
  }
}
