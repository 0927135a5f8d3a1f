package dev.gander.application.run;

import dev.gander.application.agent.DefaultExtensions;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.WorkingFolder;
import dev.gander.application.model.SessionModels;
import dev.gander.application.recipe.RecipeBuilder;
import dev.gander.application.recipe.RecipeCheck;
import dev.gander.application.recipe.RecipeChoice;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.EnabledExtensions;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionConfigJson;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.PlatformExtensions;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeFiles;
import dev.gander.domain.run.RecipeReference;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunSurroundings;
import dev.gander.domain.run.RunTask;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What requests for runs mean: their recipe, and the session that they get. What can be found
/// wrong with a request is found before the run is accepted.
///
/// @param workingDir the folder of runs that name none
public record RunPlans(
    SessionStore sessions,
    RecipeChoice recipes,
    RecipeBuilder builder,
    RecipeFiles files,
    SessionModels models,
    DefaultExtensions usual,
    DefaultMode defaultMode,
    Path workingDir) {
  private static final String NAME = "Run";
  private static final String PARAMETERS = "parameters";

  /// See [RunRecipes#prepare].
  ///
  /// @param isElsewhere whether another server has a folder; asked if it is not here
  @Nullable JsonObject prepare(RunRequest request, Predicate<Path> isElsewhere) {
    RunSurroundings around = request.surroundings();
    if (request.session() != null) {
      var _ = sessions.get(request.session());
    }
    Path folder = folder(around, isElsewhere);
    if (around.provider() != null) {
      requireFactory(around.provider());
    }
    var _ = extensions(around, Optional.empty());
    RecipeReference reference = request.task().recipe();
    return reference == null ? null : recipe(reference, folder, request.task());
  }

  private Path folder(RunSurroundings around, Predicate<Path> isElsewhere) {
    return around.folder() == null
        ? workingDir
        : WorkingFolder.existing(around.folder(), isElsewhere);
  }

  private ProviderFactory requireFactory(String provider) {
    return models
        .registry()
        .find(provider)
        .orElseThrow(() -> new InvalidInput("Unknown provider: " + provider));
  }

  private JsonObject recipe(RecipeReference reference, Path folder, RunTask task) {
    Map<String, String> values = task.parameters();
    Recipe filled =
        switch (reference) {
          case RecipeReference.ById(String id) ->
              filled(recipes.find(null, id, null).orElseThrow(), values);
          case RecipeReference.ByDeeplink(String link) ->
              filled(recipes.find(link, null, null).orElseThrow(), values);
          case RecipeReference.Inline(JsonObject json) ->
              filled(recipes.find(null, null, json).orElseThrow(), values);
          case RecipeReference.InFile(String path) -> ofFile(located(path, folder), values);
        };
    return filled.json().without(Set.of(PARAMETERS));
  }

  private static Path located(String path, Path folder) {
    try {
      return folder.resolve(path);
    } catch (InvalidPathException e) {
      throw new InvalidInput("No file has the name of the recipe: " + e.getReason());
    }
  }

  private Recipe filled(Recipe recipe, Map<String, String> values) {
    recipes.check().checkVisible(recipe);
    requireValues(recipe, values);
    return explained(() -> builder.ofSession(recipe, values));
  }

  private Recipe ofFile(Path file, Map<String, String> values) {
    Path folder = Optional.ofNullable(file.getParent()).orElse(workingDir);
    RecipeCheck check = recipes.check();
    Recipe draft = check.checked(files.read(file), folder);
    check.checkVisible(draft);
    requireValues(draft, values);
    return explained(() -> builder.ofFile(file, folder, values));
  }

  private static void requireValues(Recipe recipe, Map<String, String> values) {
    List<String> missing = recipe.missing(values);
    if (!missing.isEmpty()) {
      throw new InvalidInput("The recipe needs parameters: " + String.join(", ", missing));
    }
    Set<String> unknown = new TreeSet<>(values.keySet());
    recipe.parameters().forEach(parameter -> unknown.remove(parameter.key()));
    if (!unknown.isEmpty()) {
      throw new InvalidInput("The recipe has no parameters " + String.join(", ", unknown));
    }
  }

  private interface Filling {
    Optional<Recipe> fill();
  }

  private static Recipe explained(Filling filling) {
    try {
      return filling.fill().orElseThrow(() -> new InvalidInput("The recipe needs more parameters"));
    } catch (Unavailable e) {
      throw new InvalidInput(e.text());
    }
  }

  /// The session of a run's own.
  ///
  /// @param recipe filled in; empty without one
  /// @throws dev.gander.domain.model.ModelNotReady if its model cannot be used
  SessionDetails details(Run run, Optional<Recipe> recipe) {
    RunSurroundings around = run.request().surroundings();
    String title = recipe.map(Recipe::title).filter(Predicate.not(String::isBlank)).orElse(NAME);
    return SessionDetails.of(
            title,
            folder(around, _ -> false).toString(),
            around.mode() == null ? defaultMode.mode() : around.mode())
        .withOrigin(SessionOrigin.of(SessionType.SCHEDULED))
        .withModel(model(around, recipe))
        .withRecipe(recipe.map(it -> AttachedRecipe.of(it.json())).orElse(AttachedRecipe.NONE))
        .withExtensionData(EnabledExtensions.write(JsonObject.EMPTY, extensions(around, recipe)));
  }

  /// Ready to be stored: what it needs was found.
  private SessionModel model(RunSurroundings around, Optional<Recipe> recipe) {
    SessionModels.Restored restored = models.restore(wanted(around, recipe));
    restored.model().close();
    return restored.asStored();
  }

  /// A model is chosen together with its provider: that of a recipe says nothing about another
  /// provider.
  private SessionModel wanted(RunSurroundings around, Optional<Recipe> recipe) {
    SessionModel own = recipe.map(RecipeChoice::model).orElse(SessionModel.UNSET);
    String model = around.model();
    if (around.provider() == null) {
      return model == null ? own : new SessionModel(own.provider(), ModelConfig.of(model));
    }
    String named =
        model == null ? requireFactory(around.provider()).metadata().defaultModel() : model;
    return new SessionModel(around.provider(), ModelConfig.of(named));
  }

  private List<ExtensionConfig> extensions(RunSurroundings around, Optional<Recipe> recipe) {
    List<Json> named = around.extensions();
    return named == null
        ? known(recipe.flatMap(Recipe::extensions).orElseGet(usual::list))
        : named.stream().map(this::extension).toList();
  }

  private static List<ExtensionConfig> known(List<ExtensionConfig> all) {
    return all.stream().filter(PlatformExtensions::isKnown).toList();
  }

  private ExtensionConfig extension(Json json) {
    if (!(json instanceof JsonString(String name))) {
      ExtensionConfig config = ExtensionConfigJson.read(json);
      if (!PlatformExtensions.isKnown(config)) {
        throw new InvalidInput("Unknown extension: " + config.name());
      }
      return config;
    }
    return configured(name)
        .or(() -> usual.list().stream().filter(config -> config.name().equals(name)).findFirst())
        .orElseThrow(() -> new InvalidInput("Unknown extension: " + name));
  }

  private Optional<ExtensionConfig> configured(String name) {
    ExtensionKey key = ExtensionKey.of(name);
    return ConfiguredExtensions.in(usual.settings()).entries().stream()
        .map(ConfiguredExtensions.Entry::config)
        .filter(config -> config.key().equals(key))
        .findFirst();
  }
}
