package dev.gander.application.api.agent;

import dev.gander.application.agent.DefaultExtensions;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.recipe.RecipeChoice;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.PlatformExtensions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates a session and starts its extensions in the background.
public final class StartAgent {
  private static final String NAME = "New Chat";

  private final SessionStore sessions;
  private final DefaultMode defaultMode;
  private final DefaultExtensions usual;
  private final LiveAgents agents;
  private final RecipeChoice recipes;

  public StartAgent(
      SessionStore sessions,
      DefaultMode defaultMode,
      DefaultExtensions usual,
      LiveAgents agents,
      RecipeChoice recipes) {
    this.sessions = sessions;
    this.defaultMode = defaultMode;
    this.usual = usual;
    this.agents = agents;
    this.recipes = recipes;
  }

  /// A link to a recipe counts before an id, and an id before a recipe.
  ///
  /// @param workingDir stored verbatim, not checked
  /// @param recipe in its JSON form
  /// @param overrides replace the extensions that are enabled in the settings; null if the client
  ///   sent none
  public record Request(
      String workingDir,
      @Nullable Json recipe,
      @Nullable String recipeId,
      @Nullable String recipeDeeplink,
      @Nullable List<ExtensionConfig> overrides) {
    /// Whether the client brings nothing along that could start a program of its choice.
    public boolean usesOnlyWhatIsConfigured() {
      return recipe == null
          && recipeDeeplink == null
          && (overrides == null || overrides.stream().allMatch(ExtensionConfig::isOurs));
    }
  }

  /// @return the session without messages
  /// @throws InvalidInput if the link is not a recipe's, or the recipe could not run; no session
  ///   was created
  /// @throws dev.gander.domain.error.NotFound if the recipe's id is unknown
  /// @throws dev.gander.domain.error.Unavailable if the file with that id is no longer a recipe's
  /// @throws SessionNotCreated if the session cannot be stored
  public Session start(Request request) {
    Optional<Recipe> recipe =
        recipes.find(request.recipeDeeplink(), request.recipeId(), request.recipe());
    List<ExtensionConfig> extensions =
        recipe
            .flatMap(Recipe::extensions)
            .or(() -> Optional.ofNullable(request.overrides()))
            .orElseGet(usual::list);
    SessionDetails details = details(request.workingDir(), extensions);
    Session session =
        SessionNotCreated.orCreated(
            sessions, recipe.map(given -> withRecipe(details, given)).orElse(details));
    agents.warmUp(session.id());
    return session;
  }

  private SessionDetails details(String workingDir, List<ExtensionConfig> extensions) {
    List<ExtensionConfig> known = extensions.stream().filter(PlatformExtensions::isKnown).toList();
    return SessionDetails.of(NAME, workingDir, defaultMode.mode())
        .withExtensionData(EnabledExtensions.write(JsonObject.EMPTY, known));
  }

  private static SessionDetails withRecipe(SessionDetails details, Recipe recipe) {
    return details
        .withRecipe(AttachedRecipe.of(recipe.json()))
        .withModel(RecipeChoice.model(recipe));
  }
}
