package dev.gander.application.api.session;

import dev.gander.application.agent.LiveAgents;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.util.Map;

/// Stores the user's values for the parameters of a session's recipe. The agent gets the completed
/// instructions; an answer schema only takes effect once the recipe is applied again, as in goosed.
public final class UpdateRecipeValues {
  private final SessionStore sessions;
  private final SessionRecipe recipes;
  private final LiveAgents agents;

  public UpdateRecipeValues(SessionStore sessions, SessionRecipe recipes, LiveAgents agents) {
    this.sessions = sessions;
    this.recipes = recipes;
    this.agents = agents;
  }

  /// @param values texts by name; other names are stored too
  /// @return the recipe with the values filled in
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  /// @throws NotFound if the session has no recipe
  /// @throws InvalidInput if the recipe needs more values; nothing is stored
  public Recipe update(SessionId id, Map<String, String> values) throws InterruptedException {
    Recipe recipe = filledIn(sessions.get(id), values);
    sessions.update(id, details -> details.withRecipe(details.recipe().withValues(values)));
    recipes.instruct(agents.get(id), recipe);
    return recipe;
  }

  private Recipe filledIn(Session session, Map<String, String> values) {
    Json stored = session.recipe().json();
    if (stored == null) {
      throw new NotFound("Recipe not found");
    }
    return recipes
        .filledIn(Recipe.ofStored(stored), values)
        .orElseThrow(() -> new InvalidInput("Missing required parameters"));
  }
}
