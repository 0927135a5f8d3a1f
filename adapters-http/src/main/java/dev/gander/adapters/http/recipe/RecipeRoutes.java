package dev.gander.adapters.http.recipe;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.recipe.ListRecipes;
import dev.gander.application.api.recipe.SaveRecipe;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeId;
import dev.gander.domain.recipe.RecipeLink;
import dev.gander.domain.schedule.InvalidCron;
import dev.gander.domain.schedule.ScheduleRunning;
import dev.gander.domain.session.SessionId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Recipes: files, links, texts, commands.
public final class RecipeRoutes {
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnnxxx");

  private final UseCases.Recipes use;

  public RecipeRoutes(UseCases.Recipes use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("create_recipe", "/recipes/create", this::create),
        Route.post("encode_recipe", "/recipes/encode", RecipeRoutes::encode),
        Route.post("decode_recipe", "/recipes/decode", this::decode),
        Route.post("scan_recipe", "/recipes/scan", RecipeRoutes::scan),
        Route.get("list_recipes", "/recipes/list", this::list),
        Route.post("save_recipe", "/recipes/save", this::save),
        Route.post("delete_recipe", "/recipes/delete", this::delete),
        Route.post("schedule_recipe", "/recipes/schedule", this::schedule),
        Route.post("set_recipe_slash_command", "/recipes/slash-command", this::setCommand),
        Route.post("parse_recipe", "/recipes/parse", this::parse),
        Route.post("recipe_to_yaml", "/recipes/to-yaml", this::toYaml));
  }

  private static Recipe recipe(JsonFields fields) {
    return fields.required("recipe", Recipe::read);
  }

  private static RecipeId id(JsonFields fields) {
    return new RecipeId(fields.text("id"));
  }

  private record Create(SessionId session, @Nullable JsonObject author) {
    static Create read(JsonFields fields) {
      return new Create(
          new SessionId(fields.text("session_id")), fields.optional("author", Recipe::author));
    }
  }

  /// A model that fails is an answer like any other.
  private Answer create(Call call) throws InterruptedException {
    Create request = call.body(Create::read);
    try {
      Recipe recipe = use.create().create(request.session(), request.author());
      return created(recipe.json(), null);
    } catch (Unavailable e) {
      return created(null, "Failed to create recipe: " + e.text());
    }
  }

  private static Answer created(@Nullable JsonObject recipe, @Nullable String error) {
    return Answer.json(
        JsonObject.builder().putOrNull("recipe", recipe).putOrNull("error", error).build());
  }

  private static Answer encode(Call call) {
    Recipe recipe = call.body(RecipeRoutes::recipe);
    return Answer.json(JsonObject.of("deeplink", Json.of(RecipeLink.of(recipe).text())));
  }

  private Answer decode(Call call) {
    RecipeLink link = new RecipeLink(call.<String>body(fields -> fields.text("deeplink")));
    return Answer.json(JsonObject.of("recipe", use.decode().decode(link).json()));
  }

  private static Answer scan(Call call) {
    Recipe recipe = call.body(RecipeRoutes::recipe);
    return Answer.json(
        JsonObject.of("has_security_warnings", Json.of(recipe.hasHiddenCharacters())));
  }

  private Answer list(Call call) {
    return Answer.json(
        JsonObject.of("manifests", JsonArray.of(use.list().list(), RecipeRoutes::manifest)));
  }

  private static JsonObject manifest(ListRecipes.Listed listed) {
    return JsonObject.builder()
        .put("id", listed.id().text())
        .put("recipe", listed.recipe().json())
        .put("file_path", listed.file().toString())
        .put("last_modified", text(listed.modified()))
        .putOrNull("schedule_cron", listed.cron().orElse(null))
        .putOrNull("slash_command", listed.command().orElse(null))
        .build();
  }

  private static String text(Instant time) {
    return WITH_OFFSET.format(time.atOffset(ZoneOffset.UTC));
  }

  private record Save(Recipe recipe, @Nullable RecipeId id) {
    static Save read(JsonFields fields) {
      String id = fields.optionalText("id");
      return new Save(RecipeRoutes.recipe(fields), id == null ? null : new RecipeId(id));
    }
  }

  /// In contrast to other operations every problem with the body is 400, with a text about recipes.
  private Answer save(Call call) {
    Save request;
    try {
      request = call.body(Save::read);
    } catch (Refusal e) {
      throw new Refusal(400, saveProblem(e), e);
    }
    SaveRecipe.Saved saved = use.save().save(request.recipe(), request.id());
    return Answer.json(
        JsonObject.builder()
            .put("id", saved.id().text())
            .put("file_name", String.valueOf(saved.file().getFileName()))
            .put("file_path", saved.file().toString())
            .build());
  }

  private static String saveProblem(Refusal problem) {
    return switch (problem.getCause()) {
      case InvalidInput shape -> "save recipe validation failed at " + shape.text();
      case null, default -> "Invalid JSON payload: " + problem.getMessage();
    };
  }

  private Answer delete(Call call) {
    use.delete().delete(call.body(RecipeRoutes::id));
    return Answer.noContent();
  }

  private record Schedule(RecipeId id, @Nullable String cron) {
    static Schedule read(JsonFields fields) {
      return new Schedule(RecipeRoutes.id(fields), fields.optionalText("cron_schedule"));
    }
  }

  /// goosed answers each problem of its scheduler by 500.
  private Answer schedule(Call call) {
    Schedule request = call.body(Schedule::read);
    try {
      use.schedule().schedule(request.id(), request.cron());
    } catch (InvalidCron | ScheduleRunning e) {
      throw new Refusal(500, e.text(), e);
    }
    return Answer.empty();
  }

  private record Command(RecipeId id, @Nullable String command) {
    static Command read(JsonFields fields) {
      return new Command(RecipeRoutes.id(fields), fields.optionalText("slash_command"));
    }
  }

  private Answer setCommand(Call call) {
    Command request = call.body(Command::read);
    use.setCommand().set(request.id(), request.command());
    return Answer.empty();
  }

  private Answer parse(Call call) {
    String content = call.body(fields -> fields.text("content"));
    try {
      return Answer.json(JsonObject.of("recipe", use.parse().parse(content).json()));
    } catch (InvalidInput e) {
      throw new Refusal(400, "Invalid recipe format: " + e.text(), e);
    }
  }

  private Answer toYaml(Call call) {
    Recipe recipe = call.body(RecipeRoutes::recipe);
    return Answer.json(JsonObject.of("yaml", Json.of(use.write().write(recipe))));
  }
}
