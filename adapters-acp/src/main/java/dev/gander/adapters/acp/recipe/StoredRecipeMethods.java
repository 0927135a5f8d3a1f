package dev.gander.adapters.acp.recipe;

import dev.gander.adapters.acp.connection.AcpMethod;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.recipe.ListRecipes;
import dev.gander.application.api.recipe.SaveRecipe;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeId;
import dev.gander.domain.schedule.InvalidCron;
import dev.gander.domain.schedule.ScheduleRunning;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Recipes in files. Members are in snake case here.
public record StoredRecipeMethods(UseCases.Recipes use) {

  public Map<String, AcpMethod> methods() {
    return Map.of(
        "recipes/list", AcpMethod.of(_ -> list()),
        "recipes/save", AcpMethod.of(this::save),
        "recipes/delete", AcpMethod.of(this::delete),
        "recipes/schedule", AcpMethod.of(this::schedule),
        "recipes/slash-command", AcpMethod.of(this::setCommand));
  }

  private static RecipeId id(JsonFields fields) {
    return new RecipeId(fields.text("id"));
  }

  private Json list() {
    return JsonObject.of("recipes", JsonArray.of(use.list().list(), StoredRecipeMethods::listed));
  }

  private static JsonObject listed(ListRecipes.Listed listed) {
    return JsonObject.builder()
        .put("id", listed.id().text())
        .put("recipe", RecipeForm.write(listed.recipe()))
        .put("file_path", listed.file().toString())
        .put("last_modified", listed.modified().toString())
        .putTextIfPresent("schedule_cron", listed.cron().orElse(null))
        .putTextIfPresent("slash_command", listed.command().orElse(null))
        .build();
  }

  private record Saving(Recipe recipe, @Nullable RecipeId id) {
    static Saving read(JsonFields fields) {
      String id = fields.optionalText("id");
      return new Saving(
          fields.required("recipe", RecipeForm::read), id == null ? null : new RecipeId(id));
    }
  }

  private Json save(JsonFields fields) {
    Saving request = wellFormed(fields);
    try {
      SaveRecipe.Saved saved = use.save().save(request.recipe(), request.id());
      return JsonObject.builder()
          .put("id", saved.id().text())
          .put("file_name", String.valueOf(saved.file().getFileName()))
          .put("file_path", saved.file().toString())
          .build();
    } catch (InvalidInput e) {
      boolean isHidden = request.recipe().hasHiddenCharacters();
      throw RpcError.invalidParams(isHidden ? e.text() : "recipe: " + e.text());
    } catch (NotFound _) {
      throw unknown(request.id());
    }
  }

  /// In contrast to other methods, this one says where something is missing.
  private static Saving wellFormed(JsonFields fields) {
    try {
      return Saving.read(fields);
    } catch (InvalidShape e) {
      boolean isRoot = !fields.object().has("recipe");
      throw RpcError.invalidParams(
          (isRoot ? "Save recipe validation failed: " : "save recipe validation failed at ")
              + e.text());
    }
  }

  private static RpcError unknown(@Nullable RecipeId id) {
    return RpcError.invalidParams("recipe not found: " + id);
  }

  private Json delete(JsonFields fields) {
    RecipeId id = id(fields);
    return known(id, () -> use.delete().delete(id));
  }

  private Json setCommand(JsonFields fields) {
    RecipeId id = id(fields);
    String command = fields.optionalText("slash_command");
    return known(id, () -> use.setCommand().set(id, command));
  }

  /// A problem of the scheduler is an internal error, whoever made it.
  private Json schedule(JsonFields fields) {
    RecipeId id = id(fields);
    String cron = fields.optionalText("cron_schedule");
    try {
      return known(id, () -> use.schedule().schedule(id, cron));
    } catch (InvalidCron e) {
      throw notScheduled(e.text());
    } catch (ScheduleRunning e) {
      throw notScheduled(e.text());
    }
  }

  private static RpcError notScheduled(String reason) {
    return RpcError.internal("Failed to schedule recipe: " + reason);
  }

  private static Json known(RecipeId id, Runnable change) {
    try {
      change.run();
    } catch (NotFound _) {
      throw unknown(id);
    }
    return JsonObject.EMPTY;
  }
}
