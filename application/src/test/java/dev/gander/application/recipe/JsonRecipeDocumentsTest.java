package dev.gander.application.recipe;

import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.recipe.JsonRecipeDocuments;
import dev.gander.testkit.recipe.RecipeDocumentsContract;

class JsonRecipeDocumentsTest implements RecipeDocumentsContract {
  @Override
  public RecipeDocuments documents() {
    return new JsonRecipeDocuments(JsonText::parse);
  }
}
