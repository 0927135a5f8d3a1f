package dev.gander.application.run;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.run.RunRequest;
import org.jspecify.annotations.Nullable;

/// Finds the recipes that requests name, and what is wrong with requests.
@FunctionalInterface
interface RunRecipes {
  /// The recipe as it is now, filled in; null without one.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the request cannot be carried out
  /// @throws dev.gander.domain.error.NotFound if there is no such recipe or session
  /// @throws dev.gander.domain.error.Conflict if it chooses a server where there is only one
  @Nullable JsonObject prepare(RunRequest request);
}
