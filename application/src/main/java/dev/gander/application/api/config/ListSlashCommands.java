package dev.gander.application.api.config;

import dev.gander.domain.config.Settings;
import dev.gander.domain.recipe.RecipeCommands;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.SourceFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists the commands that a user may type after `/`: recipes with their own command first, then
/// the built-in commands, skills, and the recipes and agents found in folders.
public final class ListSlashCommands {
  private static final List<OfferedCommand> BUILT_IN =
      List.of(
          builtIn("prompts", "List the prompts of the extensions, of all or of one"),
          builtIn("prompt", "Use a prompt of an extension, or show it with --info"),
          builtIn("compact", "Sum the conversation up so that it takes less room"),
          builtIn("clear", "Begin the conversation anew"),
          builtIn("skills", "List the skills"),
          builtIn("doctor", "Find out why something does not work"),
          builtIn("goal", "Set, show or clear what the session is to reach"),
          builtIn("grind", "Keep working until something is done"),
          builtIn("status", "Show model, mode and tokens of the session"));

  private final Settings settings;
  private final SourceFiles sources;
  private final Path usualDir;

  /// @param usualDir the working folder if the client names none
  public ListSlashCommands(Settings settings, SourceFiles sources, Path usualDir) {
    this.settings = settings;
    this.sources = sources;
    this.usualDir = usualDir;
  }

  /// @param workingDir null for the default; it need not exist
  public List<OfferedCommand> list(@Nullable Path workingDir) {
    Path folder = workingDir == null ? usualDir : workingDir;
    Stream<OfferedCommand> skills =
        sources.skills(folder).stream().map(skill -> command(skill, OfferedCommand.Type.SKILL));
    Stream<OfferedCommand> tasks =
        sources.tasks(folder).stream()
            .filter(task -> !task.content().isBlank())
            .map(task -> command(task, OfferedCommand.Type.AGENT));
    return Stream.of(recipes(), BUILT_IN.stream(), skills, tasks).flatMap(all -> all).toList();
  }

  private Stream<OfferedCommand> recipes() {
    return RecipeCommands.of(settings.find(RecipeCommands.KEY).orElse(null)).entries().stream()
        .map(
            entry ->
                new OfferedCommand(entry.command(), entry.recipe(), OfferedCommand.Type.RECIPE));
  }

  private static OfferedCommand command(Source source, OfferedCommand.Type type) {
    return new OfferedCommand(source.name(), source.description(), type);
  }

  private static OfferedCommand builtIn(String command, String help) {
    return new OfferedCommand(command, help, OfferedCommand.Type.BUILTIN);
  }
}
