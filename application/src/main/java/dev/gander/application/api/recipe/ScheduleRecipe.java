package dev.gander.application.api.recipe;

import dev.gander.application.recipe.RecipeLibrary;
import dev.gander.application.schedule.Schedules;
import dev.gander.domain.recipe.RecipeId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Makes a stored recipe run by the clock, from its own file.
public final class ScheduleRecipe {
  private final RecipeLibrary library;
  private final Schedules schedules;

  public ScheduleRecipe(RecipeLibrary library, Schedules schedules) {
    this.library = library;
    this.schedules = schedules;
  }

  /// @param cron for the job that the recipe has, or for a new one; null to remove its job
  /// @throws dev.gander.domain.error.NotFound for an unknown id
  /// @throws dev.gander.domain.schedule.InvalidCron if the text is not an expression
  /// @throws dev.gander.domain.schedule.ScheduleRunning if the job is running
  public void schedule(RecipeId id, @Nullable String cron) {
    Path file = library.file(id);
    if (cron == null) {
      schedules.unschedule(file);
    } else {
      schedules.schedule(file, cron);
    }
  }
}
