package dev.gander.testkit.recipe;

import dev.gander.domain.recipe.RecipeFiles;
import java.nio.file.Path;

class InMemoryRecipeFilesTest implements RecipeFilesContract {
  private final InMemoryRecipeFiles files = new InMemoryRecipeFiles();

  @Override
  public RecipeFiles files() {
    return files;
  }

  @Override
  public Path written(String path, String text) {
    return files.put("more/" + path, text);
  }
}
