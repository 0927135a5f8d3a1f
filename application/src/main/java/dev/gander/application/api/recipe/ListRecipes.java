package dev.gander.application.api.recipe;

import dev.gander.application.recipe.RecipeLibrary;
import dev.gander.application.schedule.Schedules;
import dev.gander.domain.config.Settings;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeCommands;
import dev.gander.domain.recipe.RecipeId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Lists the recipes in goose's folders.
public final class ListRecipes {
  private final RecipeLibrary library;
  private final Settings settings;
  private final Schedules schedules;

  public ListRecipes(RecipeLibrary library, Settings settings, Schedules schedules) {
    this.library = library;
    this.settings = settings;
    this.schedules = schedules;
  }

  /// @param recipe neither checked nor filled in
  /// @param cron of the job that runs it
  /// @param command without a slash
  public record Listed(
      RecipeId id,
      Recipe recipe,
      Path file,
      Instant modified,
      Optional<String> cron,
      Optional<String> command) {}

  /// The one written last comes first. Files that are not recipes are left out.
  public List<Listed> list() {
    RecipeCommands commands = RecipeCommands.of(settings.find(RecipeCommands.KEY).orElse(null));
    Map<String, String> crons = new HashMap<>();
    schedules.list().forEach(job -> crons.putIfAbsent(job.source(), job.cron()));
    return library.list().stream()
        .map(
            stored ->
                new Listed(
                    stored.id(),
                    stored.recipe(),
                    stored.file(),
                    stored.modified(),
                    Optional.ofNullable(crons.get(stored.file().toString())),
                    commands.command(stored.file())))
        .toList();
  }
}
