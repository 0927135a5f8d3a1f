package dev.gander.application.api.agent;

import dev.gander.application.agent.AgentSetUp;
import dev.gander.application.agent.DefaultExtensions;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.application.agent.WorkingFolder;
import dev.gander.application.api.session.DeleteSession;
import dev.gander.application.model.SessionModels;
import dev.gander.application.recipe.RecipeChoice;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.extension.PlatformExtensions;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionFiling;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Creates a session whose agent is ready to be prompted, or none at all.
public final class OpenSession {
  private static final String NAME = "New Chat";

  /// Such a session always has it.
  private static final Optional<ExtensionConfig> DEVELOPER =
      PlatformExtensions.find(ExtensionKey.of("developer")).map(PlatformExtensions.Entry::config);

  private final SessionStore sessions;
  private final DefaultMode defaultMode;
  private final DefaultExtensions usual;
  private final SessionModels models;
  private final RecipeChoice recipes;
  private final SessionRecipe ofSessions;
  private final AgentSetUp setUp;
  private final DeleteSession delete;

  public OpenSession(
      SessionStore sessions,
      DefaultMode defaultMode,
      DefaultExtensions usual,
      RecipeChoice recipes,
      AgentSetUp setUp,
      DeleteSession delete) {
    this.sessions = sessions;
    this.defaultMode = defaultMode;
    this.usual = usual;
    this.models = setUp.models();
    this.recipes = recipes;
    this.ofSessions = setUp.recipes();
    this.setUp = setUp;
    this.delete = delete;
  }

  /// A link to a recipe counts before an id; a recipe's model and extensions count before the
  /// others.
  ///
  /// @param workingDir stored verbatim
  /// @param provider whose usual model it gets; null for that of the settings
  /// @param extensions instead of those that are enabled in the settings; null if the client named
  ///   none
  /// @param more extensions beside these
  /// @param client in which the user sits; null if it has not said who it is
  public record Request(
      String workingDir,
      SessionType type,
      @Nullable String provider,
      @Nullable String projectId,
      @Nullable String recipeId,
      @Nullable String recipeDeeplink,
      @Nullable List<ExtensionConfig> extensions,
      List<ExtensionConfig> more,
      @Nullable HostClient client) {}

  /// Extensions that do not start are only reported.
  ///
  /// @param values of the recipe's parameters
  /// @throws InvalidInput if there is no such folder or provider, the link is not a recipe's, or
  ///   the recipe could not run
  /// @throws MissingRecipeValues if a parameter has neither a value nor a default
  /// @throws dev.gander.domain.error.NotFound if the recipe's id is unknown
  /// @throws dev.gander.domain.error.Unavailable if the file with that id is no longer a recipe's,
  ///   or a file named by a parameter cannot be read
  /// @throws dev.gander.domain.model.ModelNotReady if there is no provider or model, or the
  ///   provider cannot be created
  /// @throws SessionNotCreated if the session cannot be stored
  public ReadySession open(Request request, RecipeValues values) throws InterruptedException {
    WorkingFolder.existing(request.workingDir());
    Optional<Recipe> recipe = recipes.find(request.recipeDeeplink(), request.recipeId(), null);
    SessionModels.Restored model = models.restore(model(request, recipe));
    model.model().close();
    SessionDetails details = details(request, recipe).withModel(model.asStored());
    Session session = SessionNotCreated.orCreated(sessions, details);
    setUp.agents().open(session.id(), request.client());
    boolean ready = false;
    try {
      if (recipe.filter(it -> !it.parameters().isEmpty()).isPresent()) {
        fillIn(session, recipe.get(), values);
      }
      AgentSetUp.Ready agent = setUp.of(sessions.get(session.id()));
      ready = true;
      return new ReadySession(sessions.get(session.id()), agent.model().model(), agent.results());
    } finally {
      if (!ready) {
        delete.delete(session.id());
      }
    }
  }

  private void fillIn(Session session, Recipe recipe, RecipeValues values)
      throws InterruptedException {
    Optional<Map<String, String>> given = values.of(session.id(), recipe);
    if (ofSessions.filledIn(recipe, given.orElse(Map.of())).isEmpty()) {
      throw new MissingRecipeValues();
    }
    given.ifPresent(
        known ->
            sessions.update(
                session.id(), details -> details.withRecipe(details.recipe().withValues(known))));
  }

  private SessionModel model(Request request, Optional<Recipe> recipe) {
    return recipe
        .map(RecipeChoice::model)
        .filter(Predicate.not(SessionModel.UNSET::equals))
        .or(() -> Optional.ofNullable(request.provider()).map(this::usual))
        .orElse(SessionModel.UNSET);
  }

  private SessionModel usual(String provider) {
    ProviderFactory factory =
        models
            .registry()
            .find(provider)
            .orElseThrow(
                () -> new InvalidInput("Unknown provider '" + provider + "': there is none"));
    return new SessionModel(provider, ModelConfig.of(factory.metadata().defaultModel()));
  }

  private SessionDetails details(Request request, Optional<Recipe> recipe) {
    String name = recipe.map(Recipe::title).filter(Predicate.not(String::isBlank)).orElse(NAME);
    return SessionDetails.of(name, request.workingDir(), defaultMode.mode())
        .withOrigin(SessionOrigin.of(request.type()))
        .withFiling(new SessionFiling(null, request.projectId()))
        .withExtensionData(EnabledExtensions.write(JsonObject.EMPTY, extensions(request, recipe)))
        .withRecipe(recipe.map(it -> AttachedRecipe.of(it.json())).orElse(AttachedRecipe.NONE));
  }

  /// Of two with the same name the later one counts.
  private List<ExtensionConfig> extensions(Request request, Optional<Recipe> recipe) {
    List<ExtensionConfig> chosen =
        recipe
            .flatMap(Recipe::extensions)
            .or(() -> Optional.ofNullable(request.extensions()))
            .orElseGet(usual::list);
    Map<ExtensionKey, ExtensionConfig> all = new LinkedHashMap<>();
    Stream.of(DEVELOPER.stream(), chosen.stream(), request.more().stream())
        .flatMap(some -> some)
        .filter(PlatformExtensions::isKnown)
        .forEach(config -> all.put(config.key(), config));
    return List.copyOf(all.values());
  }
}
