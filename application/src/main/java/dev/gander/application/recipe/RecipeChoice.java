package dev.gander.application.recipe;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonReader;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeId;
import dev.gander.domain.recipe.RecipeLink;
import dev.gander.domain.session.SessionModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the recipe that a client wants for a new session.
public record RecipeChoice(RecipeCheck check, RecipeLibrary library, JsonReader json) {

  /// A link counts before an id, and an id before a recipe.
  ///
  /// @param recipe in its JSON form
  /// @throws InvalidInput if the link is not a recipe's, or the recipe could not run
  /// @throws dev.gander.domain.error.NotFound if the id is unknown
  /// @throws dev.gander.domain.error.Unavailable if the file with that id is no longer a recipe's
  public Optional<Recipe> find(
      @Nullable String deeplink, @Nullable String id, @Nullable Json recipe) {
    Optional<Recipe> given = given(deeplink, id, recipe);
    given.ifPresent(check::check);
    return given;
  }

  private Optional<Recipe> given(
      @Nullable String deeplink, @Nullable String id, @Nullable Json recipe) {
    if (deeplink != null) {
      return Optional.of(linked(new RecipeLink(deeplink)));
    }
    if (id != null) {
      return Optional.of(library.recipe(new RecipeId(id)));
    }
    return Optional.ofNullable(recipe).map(Recipe::read);
  }

  private Recipe linked(RecipeLink link) {
    return link.recipe(json)
        .orElseThrow(() -> new InvalidInput("Failed to decode recipe deeplink"));
  }

  /// The model that a recipe asks for; unset without a provider.
  public static SessionModel model(Recipe recipe) {
    return recipe
        .provider()
        .map(name -> new SessionModel(name, recipe.model().map(ModelConfig::of).orElse(null)))
        .orElse(SessionModel.UNSET);
  }
}
