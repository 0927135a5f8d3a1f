package dev.gander.application;

import dev.gander.application.agent.SessionRecipe;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.recipe.CreateRecipe;
import dev.gander.application.api.recipe.DecodeRecipe;
import dev.gander.application.api.recipe.DeleteRecipe;
import dev.gander.application.api.recipe.ListRecipes;
import dev.gander.application.api.recipe.ParseRecipe;
import dev.gander.application.api.recipe.SaveRecipe;
import dev.gander.application.api.recipe.ScheduleRecipe;
import dev.gander.application.api.recipe.SetRecipeCommand;
import dev.gander.application.api.recipe.WriteRecipe;
import dev.gander.application.command.RecipeCommand;
import dev.gander.application.recipe.RecipeBuilder;
import dev.gander.application.recipe.RecipeCheck;
import dev.gander.application.recipe.RecipeLibrary;
import dev.gander.application.recipe.RecipeReader;
import dev.gander.application.schedule.ScheduledRecipes;
import dev.gander.application.schedule.Schedules;
import dev.gander.domain.json.JsonReader;
import java.time.Clock;

/// The part of the [Application] that deals with recipes.
final class RecipeServices {
  private final Ports.Files files;
  private final JsonReader json;
  private final Clock clock;
  private final RecipeCheck check;
  private final RecipeBuilder builder;
  private final RecipeLibrary library;

  RecipeServices(Ports ports) {
    files = ports.files();
    json = ports.machine().reader();
    clock = ports.machine().clock();
    RecipeReader reader = new RecipeReader(files.documents(), files.recipes());
    check = new RecipeCheck(reader, ports.tools().schemas());
    builder = new RecipeBuilder(reader, files.recipes());
    library = new RecipeLibrary(files.recipes(), reader);
  }

  RecipeCheck check() {
    return check;
  }

  RecipeBuilder builder() {
    return builder;
  }

  RecipeLibrary library() {
    return library;
  }

  SessionRecipe ofSessions() {
    return new SessionRecipe(builder);
  }

  RecipeCommand command() {
    return new RecipeCommand(files.settings(), files.recipes(), check, builder, clock);
  }

  ScheduledRecipes ofSchedules() {
    return new ScheduledRecipes(check, builder, files.recipes(), files.documents());
  }

  UseCases.Recipes useCases(CreateRecipe create, Schedules schedules) {
    return new UseCases.Recipes(
        new ListRecipes(library, files.settings(), schedules),
        new ParseRecipe(check),
        new SaveRecipe(check, library, files.recipes(), files.documents()),
        new DeleteRecipe(library, files.recipes()),
        new DecodeRecipe(json, check),
        create,
        new SetRecipeCommand(library, files.settings()),
        new ScheduleRecipe(library, schedules),
        new WriteRecipe(files.documents()));
  }
}
