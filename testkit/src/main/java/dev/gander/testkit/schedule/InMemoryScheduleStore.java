package dev.gander.testkit.schedule;

import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.ScheduleStore;
import dev.gander.domain.schedule.ScheduledJob;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Jobs and recipes in memory, shared by everyone who has this object.
public final class InMemoryScheduleStore implements ScheduleStore {
  private final Map<String, String> recipes = new HashMap<>();
  private @Nullable List<ScheduledJob> jobs;

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
    String before = recipes.put(file, text);
    return () -> putBack(file, before);
  }

  private synchronized void putBack(String file, @Nullable String before) {
    if (before == null) {
      recipes.remove(file);
    } else {
      recipes.put(file, before);
    }
  }

  @Override
  public synchronized boolean hasRecipe(ScheduledJob job) {
    return recipes.containsKey(job.source());
  }

  /// The text of a recipe file.
  public synchronized Optional<String> recipe(String file) {
    return Optional.ofNullable(recipes.get(file));
  }

  /// Someone empties the store.
  public synchronized void empty() {
    jobs = null;
  }
}
