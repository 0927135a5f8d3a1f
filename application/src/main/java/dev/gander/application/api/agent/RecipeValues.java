package dev.gander.application.api.agent;

import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.SessionId;
import java.util.Map;
import java.util.Optional;

/// Asks for the values of a recipe's parameters.
@FunctionalInterface
public interface RecipeValues {
  /// May wait for the user. An exception gives the session up.
  ///
  /// @param id of the session that is being created
  /// @param recipe one with parameters
  /// @return values by parameter; empty if there is nobody to ask
  Optional<Map<String, String>> of(SessionId id, Recipe recipe) throws InterruptedException;
}
