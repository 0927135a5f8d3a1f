package dev.gander.application.policy;

import dev.gander.domain.error.Unavailable;
import dev.gander.domain.recipe.ShellCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/// The commands of a recipe, as far as the rules let them run. Nobody is asked about these.
public record RuledCommands(ShellCommands commands, PolicyGuard guard) implements ShellCommands {
  private static final String ORIGIN = "recipe";

  @Override
  public OptionalInt run(String command, Path folder, Duration limit) throws InterruptedException {
    return switch (guard.ruleCommand(ORIGIN, command, folder)) {
      case Ruling.Free _ -> commands.run(command, folder, limit);
      case Ruling.Question(String text) -> throw new Unavailable(text);
      case Ruling.Refusal(String text) -> throw new Unavailable(text);
    };
  }
}
