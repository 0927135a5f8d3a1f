package dev.gander.application.api.recipe;

import dev.gander.application.recipe.RecipeLibrary;
import dev.gander.domain.config.Settings;
import dev.gander.domain.recipe.RecipeCommands;
import dev.gander.domain.recipe.RecipeId;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Gives a stored recipe a command of its own, in place of those that it had.
public final class SetRecipeCommand {
  private final RecipeLibrary library;
  private final Settings settings;

  public SetRecipeCommand(RecipeLibrary library, Settings settings) {
    this.library = library;
    this.settings = settings;
  }

  /// @param command with or without slashes before it, in any case; null or empty for none. Another
  ///   recipe may have the same: then the one set first counts.
  /// @throws dev.gander.domain.error.NotFound for an unknown id
  public void set(RecipeId id, @Nullable String command) {
    Path file = library.file(id);
    settings.update(
        RecipeCommands.KEY, stored -> RecipeCommands.of(stored).with(file, command).stored());
  }
}
