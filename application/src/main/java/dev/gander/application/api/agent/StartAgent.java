package dev.gander.application.api.agent;

import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.recipe.RecipeParameters;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.PlatformExtensions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.recipe.InlineRecipe;
import dev.gander.domain.session.NewSession;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `POST /agent/start`: a new session, whose extensions begin to start in the background.
public record StartAgent(
    SessionStore sessions,
    DefaultMode defaultMode,
    ListConfiguredExtensions configured,
    LiveAgents agents) {
  private static final String NAME = "New Chat";

  /// @param workingDir kept as it is, not checked
  /// @param recipe in its JSON form
  /// @param overrides take the place of the extensions that are enabled in the settings; null if
  ///   the client gave none
  public record Request(
      String workingDir,
      @Nullable Json recipe,
      @Nullable String recipeId,
      @Nullable String recipeDeeplink,
      @Nullable List<ExtensionConfig> overrides) {}

  /// Recipes by link or by id belong to the recipe operations, which are not there yet: no link can
  /// be read, no id is known.
  ///
  /// @return the session without messages
  /// @throws InvalidInput if the recipe makes no sense or needs more than names filled in; no
  ///   session was made
  /// @throws NotFound if the recipe's id is unknown
  /// @throws SessionNotCreated if the session cannot be stored
  public Session start(Request request) {
    Optional<InlineRecipe> recipe = recipe(request);
    List<ExtensionConfig> extensions =
        recipe
            .flatMap(InlineRecipe::extensions)
            .or(() -> Optional.ofNullable(request.overrides()))
            .orElseGet(() -> configured.list().enabled());
    Session session = create(request.workingDir(), extensions);
    if (recipe.isPresent()) {
      session = sessions.update(session.id(), now -> withRecipe(now, recipe.get()));
    }
    agents.warmUp(session.id());
    return session;
  }

  private static Optional<InlineRecipe> recipe(Request request) {
    Optional<InlineRecipe> given = Optional.ofNullable(request.recipe()).map(InlineRecipe::read);
    given.ifPresent(StartAgent::check);
    if (request.recipeDeeplink() != null) {
      throw new InvalidInput("Failed to decode recipe deeplink");
    }
    if (request.recipeId() != null) {
      throw new NotFound("Recipe not found: " + request.recipeId());
    }
    return given;
  }

  private static void check(InlineRecipe recipe) {
    new RecipeParameters(recipe).check();
    if (!recipe.hasTask()) {
      throw new InvalidInput("Recipe must specify at least one of `instructions` or `prompt`.");
    }
  }

  private Session create(String workingDir, List<ExtensionConfig> extensions) {
    List<ExtensionConfig> known = extensions.stream().filter(PlatformExtensions::isKnown).toList();
    NewSession wanted =
        new NewSession(
            workingDir,
            NAME,
            SessionType.USER,
            defaultMode.mode(),
            EnabledExtensions.write(JsonObject.EMPTY, known));
    try {
      return sessions.create(wanted);
    } catch (StorageException e) {
      throw new SessionNotCreated(e);
    }
  }

  private static Session withRecipe(Session session, InlineRecipe recipe) {
    var changed = session.with().recipe(recipe.json());
    recipe
        .provider()
        .ifPresent(
            provider ->
                changed
                    .providerName(provider)
                    .modelConfig(recipe.model().map(ModelConfig::of).orElse(null)));
    return changed.build();
  }
}
