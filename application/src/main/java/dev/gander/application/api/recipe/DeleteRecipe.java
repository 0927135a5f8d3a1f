package dev.gander.application.api.recipe;

import dev.gander.application.recipe.RecipeLibrary;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.domain.recipe.RecipeId;

/// Deletes a recipe's file. A schedule or a command that points to it stays.
public final class DeleteRecipe {
  private final RecipeLibrary library;
  private final RecipeFiles files;

  public DeleteRecipe(RecipeLibrary library, RecipeFiles files) {
    this.library = library;
    this.files = files;
  }

  /// @throws dev.gander.domain.error.NotFound for an unknown id
  /// @throws dev.gander.domain.error.StorageException if the file cannot be deleted
  public void delete(RecipeId id) {
    files.delete(library.file(id));
  }
}
