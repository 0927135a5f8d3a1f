package dev.gander.application.api.schedule;

import dev.gander.application.schedule.ScheduledRecipes;
import dev.gander.application.schedule.Schedules;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.schedule.CronExpression;
import dev.gander.domain.schedule.InvalidCron;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobIdTaken;
import dev.gander.domain.schedule.ScheduledJob;

/// Makes a recipe run by the clock. What is refused leaves no trace.
public final class CreateSchedule {
  private final Schedules schedules;
  private final ScheduledRecipes recipes;

  public CreateSchedule(Schedules schedules, ScheduledRecipes recipes) {
    this.schedules = schedules;
    this.recipes = recipes;
  }

  /// Checked in the order of the parameters, but for the expression, which comes last.
  ///
  /// @param id stripped
  /// @param cron stored as it is
  /// @throws InvalidInput if the id has other than letters, digits, `-`, `_` and blanks, or the
  ///   recipe could not run
  /// @throws JobIdTaken if the id belongs to another job
  /// @throws InvalidCron if the text is not an expression
  public ScheduledJob create(String id, String cron, Recipe recipe) {
    JobId chosen = JobId.chosen(id);
    String text = recipes.text(recipe);
    if (schedules.exists(chosen)) {
      throw new JobIdTaken(chosen);
    }
    CronExpression.parse(cron);
    return schedules.create(chosen, cron, text, null);
  }
}
