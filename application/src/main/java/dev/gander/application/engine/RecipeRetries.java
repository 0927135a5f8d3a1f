package dev.gander.application.engine;

import dev.gander.application.agent.FinalOutput;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.Retries;
import dev.gander.domain.recipe.ShellCommands;
import dev.gander.domain.turn.TurnStage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Starts a recipe's work over until its checks succeed, with the conversation as it was before the
/// work. Used for one turn. In goosed only runs without a client did this.
final class RecipeRetries {
  private final ShellCommands shell;
  private final TurnSettings settings;
  private final Dialogue dialogue;
  private final List<Message> beginning;
  private long attempts;

  /// To be created before the first round.
  RecipeRetries(ShellCommands shell, TurnSettings settings, Dialogue dialogue) {
    this.shell = shell;
    this.settings = settings;
    this.dialogue = dialogue;
    this.beginning = List.copyOf(dialogue.messages());
  }

  /// Looks at the work that was just done.
  ///
  /// @return whether it has to be done again; the conversation is back at its beginning then
  boolean startsOver() throws InterruptedException {
    Optional<Retries> retries = dialogue.agent().recipe().flatMap(Recipe::retries);
    if (retries.isEmpty()) {
      return false;
    }
    dialogue.output().at(TurnStage.RUNNING_TOOLS);
    try {
      return !succeeds(retries.get()) && mayTryAgain(retries.get());
    } catch (Unavailable e) {
      dialogue.remark("Retry logic encountered an error: " + e.text());
      return false;
    }
  }

  private boolean succeeds(Retries retries) throws InterruptedException {
    Duration limit = retries.timeLimit().orElseGet(settings::recipeCheckTime);
    for (String check : retries.checks()) {
      if (run(check, limit) != 0) {
        return false;
      }
    }
    return true;
  }

  private boolean mayTryAgain(Retries retries) throws InterruptedException {
    if (attempts >= retries.most()) {
      say("The maximum retry attempts (" + retries.most() + ") are exceeded: a check still fails.");
      return false;
    }
    if (retries.onFailure().isPresent()) {
      String command = retries.onFailure().get();
      Duration limit = retries.onFailureTimeLimit().orElseGet(settings::recipeOnFailureTime);
      int code = run(command, limit);
      if (code != 0) {
        throw new Unavailable("`" + command + "` ended with " + code);
      }
    }
    attempts++;
    dialogue.agent().finalOutput().ifPresent(FinalOutput::take);
    dialogue.restore(beginning);
    return true;
  }

  private int run(String command, Duration limit) throws InterruptedException {
    OptionalInt code = shell.run(command, dialogue.agent().workingDir(), limit);
    return code.orElseThrow(
        () ->
            new Unavailable(
                "`" + command + "` took longer than " + limit.toSeconds() + " seconds"));
  }

  private void say(String text) {
    Message message = Message.assistant(null, dialogue.now(), new Content.Text(text));
    dialogue.commit(List.of(message)).forEach(dialogue.output()::show);
  }
}
