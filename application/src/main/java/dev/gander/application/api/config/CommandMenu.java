package dev.gander.application.api.config;

import dev.gander.application.recipe.RecipeLibrary;
import dev.gander.application.recipe.StoredRecipe;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The commands that a user may type after `/`, as a menu: the built-in ones first, then recipes,
/// then skills; of several with the same name, in any case, the first.
public final class CommandMenu {
  private final ListSlashCommands commands;
  private final RecipeLibrary library;

  public CommandMenu(ListSlashCommands commands, RecipeLibrary library) {
    this.commands = commands;
    this.library = library;
  }

  /// @param source the file of a recipe; null for any other command
  public record MenuItem(
      String name, String description, OfferedCommand.Type type, @Nullable String source) {}

  /// @param workingDir null for the default; it need not exist
  public List<MenuItem> list(@Nullable Path workingDir) {
    List<OfferedCommand> offered =
        commands.list(workingDir).stream()
            .filter(command -> command.type() != OfferedCommand.Type.AGENT)
            .sorted(Comparator.comparingInt(command -> rank(command.type())))
            .toList();
    Map<String, String> descriptions =
        offered.stream().anyMatch(command -> command.type() == OfferedCommand.Type.RECIPE)
            ? descriptions()
            : Map.of();
    Map<String, MenuItem> byName = new LinkedHashMap<>();
    offered.forEach(
        command ->
            byName.putIfAbsent(
                command.command().toLowerCase(Locale.ROOT), item(command, descriptions)));
    return List.copyOf(byName.values());
  }

  private static int rank(OfferedCommand.Type type) {
    return switch (type) {
      case BUILTIN -> 0;
      case RECIPE -> 1;
      case SKILL -> 2;
      case AGENT -> 3;
    };
  }

  private Map<String, String> descriptions() {
    return library.list().stream()
        .collect(
            Collectors.toMap(
                stored -> stored.file().toString(), CommandMenu::description, (first, _) -> first));
  }

  private static String description(StoredRecipe stored) {
    return stored.recipe().json().text("description").orElse("");
  }

  /// A recipe that is not in the library is described by its path.
  private static MenuItem item(OfferedCommand command, Map<String, String> descriptions) {
    return command.type() == OfferedCommand.Type.RECIPE
        ? new MenuItem(
            command.command(),
            descriptions.getOrDefault(command.help(), command.help()),
            command.type(),
            command.help())
        : new MenuItem(command.command(), command.help(), command.type(), null);
  }
}
