package dev.gander.testkit.schedule;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import dev.gander.testkit.recipe.InMemoryRecipeFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Jobs and recipes in memory, shared by everyone who has this object.
public final class InMemoryScheduleStore implements ScheduleStore {
  private final InMemoryRecipeFiles recipes;
  private @Nullable List<ScheduledJob> jobs;

  public InMemoryScheduleStore() {
    this(new InMemoryRecipeFiles());
  }

  /// @param recipes where the recipes of jobs are, and those that a job may run from their own
  ///   files
  public InMemoryScheduleStore(InMemoryRecipeFiles recipes) {
    this.recipes = recipes;
  }

  @Override
  public synchronized Optional<List<ScheduledJob>> read() {
    return Optional.ofNullable(jobs);
  }

  @Override
  public synchronized List<ScheduledJob> change(Change change) {
    List<ScheduledJob> changed = List.copyOf(change.of(read()));
    jobs = changed;
    return changed;
  }

  @Override
  public Path recipeFile(JobId id) {
    return Path.of("/scheduled_recipes", id + ".yaml");
  }

  @Override
  public synchronized Runnable writeRecipe(JobId id, String text) {
    String file = recipeFile(id).toString();
    Optional<String> before = recipe(file);
    recipes.put(file, text);
    return () -> putBack(file, before);
  }

  private synchronized void putBack(String file, Optional<String> before) {
    before.ifPresentOrElse(text -> recipes.put(file, text), () -> recipes.delete(Path.of(file)));
  }

  @Override
  public synchronized boolean hasRecipe(ScheduledJob job) {
    return recipe(job.source()).isPresent();
  }

  /// The text of a recipe file.
  public synchronized Optional<String> recipe(String file) {
    return recipes.locate(Path.of(file), "").map(recipes::read);
  }

  /// Someone empties the store.
  public synchronized void empty() {
    jobs = null;
  }
}
