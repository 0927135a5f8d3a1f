package dev.gander.application.recipe;

import dev.gander.application.agent.SessionRecipe;
import dev.gander.application.command.RecipeCommand;
import dev.gander.application.schedule.ScheduledRecipes;
import dev.gander.domain.config.Settings;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.recipe.InMemoryRecipeFiles;
import dev.gander.testkit.recipe.JsonRecipeDocuments;
import dev.gander.testkit.tool.PlainJsonSchemas;
import java.time.Clock;

/// Everything about recipes, on files in memory that contain JSON.
public final class RecipeKitchen {
  private final InMemoryRecipeFiles files = new InMemoryRecipeFiles();
  private final RecipeReader reader =
      new RecipeReader(new JsonRecipeDocuments(JsonText::parse), files);

  public InMemoryRecipeFiles files() {
    return files;
  }

  public RecipeReader reader() {
    return reader;
  }

  public RecipeCheck check() {
    return new RecipeCheck(reader, new PlainJsonSchemas());
  }

  public RecipeBuilder builder() {
    return new RecipeBuilder(reader, files);
  }

  public RecipeLibrary library() {
    return new RecipeLibrary(files, reader);
  }

  public SessionRecipe ofSessions() {
    return new SessionRecipe(builder());
  }

  public ScheduledRecipes ofSchedules() {
    return new ScheduledRecipes(
        check(), builder(), files, new JsonRecipeDocuments(JsonText::parse));
  }

  public RecipeCommand command(Settings settings, Clock clock) {
    return new RecipeCommand(settings, files, check(), builder(), clock);
  }
}
