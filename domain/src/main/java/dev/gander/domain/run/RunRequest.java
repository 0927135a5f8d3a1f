package dev.gander.domain.run;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.session.SessionId;
import org.jspecify.annotations.Nullable;

/// What a client asks a run for.
///
/// @param session to go on in; null for one of the run's own
/// @param continues whether it goes on after the server died in the middle of it
/// @param webhook told of its end; null for none
public record RunRequest(
    RunTask task,
    RunSurroundings surroundings,
    RunLimits limits,
    @Nullable SessionId session,
    boolean continues,
    @Nullable RunWebhook webhook) {

  /// @throws InvalidInput if there is nothing to do, or members contradict each other
  public RunRequest {
    if (task.recipe() == null && (task.prompt() == null || task.prompt().isBlank())) {
      throw new InvalidInput("A run needs a recipe or a prompt");
    }
    if (task.recipe() == null && !task.parameters().isEmpty()) {
      throw new InvalidInput("parameters are those of a recipe, and there is none");
    }
    if (session != null && task.recipe() != null) {
      throw new InvalidInput("A run in a session that exists cannot have a recipe of its own");
    }
    if (session != null && !surroundings.equals(RunSurroundings.USUAL)) {
      throw new InvalidInput(
          "A run in a session that exists takes it as it is: without provider, model, mode,"
              + " extensions, folder and labels");
    }
    if (session != null && limits.maxTurns() != null) {
      throw new InvalidInput(
          "A session that exists has its own max_turns; limit the model_calls of the run instead");
    }
  }

  /// Whether it brings nothing along that could start a program of its choice: no recipe but those
  /// of the server, no extension but those in the settings.
  public boolean usesOnlyWhatIsConfigured() {
    boolean isKnownRecipe = task.recipe() == null || task.recipe() instanceof RecipeReference.ById;
    return isKnownRecipe
        && (surroundings.extensions() == null
            || surroundings.extensions().stream().allMatch(JsonString.class::isInstance));
  }
}
