package dev.gander.application.command;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.SessionRecipe;
import dev.gander.application.recipe.RecipeBuilder;
import dev.gander.application.recipe.RecipeCheck;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeCommands;
import dev.gander.domain.recipe.RecipeFiles;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The commands that users gave to recipes: instructions and prompt of the recipe take the place of
/// the line that the user typed, and the schema of its answer holds from then on.
public record RecipeCommand(
    Settings settings, RecipeFiles files, RecipeCheck check, RecipeBuilder builder, Clock clock) {

  /// @return empty if no recipe has this command, or its file is gone: then the line is an ordinary
  ///   message
  Optional<CommandResult> run(Message asked, SlashCommand command, Agent agent) {
    return RecipeCommands.of(settings.find(RecipeCommands.KEY).orElse(null))
        .recipe(command.name())
        .flatMap(path -> files.locate(files.library(), path))
        .filter(file -> file.getParent() != null)
        .map(file -> run(asked, command, agent, file));
  }

  private CommandResult run(Message asked, SlashCommand command, Agent agent, Path file) {
    try {
      Path folder = Objects.requireNonNull(file.getParent(), "a file is in a folder");
      Recipe recipe = check.checked(files.read(file), folder);
      Map<String, String> values = RecipeArguments.of(command.rest(), recipe);
      return builder
          .ofFile(file, folder, values)
          .map(filled -> speak(asked, filled, agent))
          .orElseGet(() -> new CommandResult.Told(told(command, missing(recipe, values))));
    } catch (InvalidInput | StorageException | Unavailable e) {
      return new CommandResult.Told(told(command, e.text()));
    }
  }

  private static String told(SlashCommand command, String problem) {
    return "Recipe /" + command.name() + ": " + problem;
  }

  private static String missing(Recipe recipe, Map<String, String> values) {
    return recipe.parameters().stream()
        .filter(parameter -> parameter.defaultValue() == null)
        .filter(parameter -> !values.containsKey(parameter.key()))
        .map(parameter -> "`" + parameter.key() + "`")
        .collect(Collectors.joining(", ", "these values are missing: ", ""));
  }

  private CommandResult speak(Message asked, Recipe recipe, Agent agent) {
    SessionRecipe.requireAnswer(agent, recipe);
    String text =
        Stream.of(recipe.instructions(), recipe.prompt())
            .flatMap(Optional::stream)
            .collect(Collectors.joining("\n\n"));
    Message meant =
        Message.user(null, clock.instant().getEpochSecond(), new Content.Text(text))
            .withMetadata(MessageMetadata.AGENT_ONLY);
    return new CommandResult.Spoken(List.of(asked.withMetadata(MessageMetadata.USER_ONLY), meant));
  }
}
