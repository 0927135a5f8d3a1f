package dev.gander.application.recipe;

import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.store.JsonRecipeDocuments;
import dev.gander.testkit.store.RecipeDocumentsContract;

class JsonRecipeDocumentsTest implements RecipeDocumentsContract {
  @Override
  public RecipeDocuments documents() {
    return new JsonRecipeDocuments(JsonText::parse);
  }
}
