package dev.gander.adapters.acp.session;

import dev.gander.application.api.UseCases;
import dev.gander.application.api.config.OfferedCommand;
import dev.gander.application.api.recipe.ListRecipes;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The commands that users may type after `/`: first those that are built in, then recipes, then
/// skills. Of two with one name the first counts.
public record OfferedCommands(UseCases use) {
  private static final List<OfferedCommand.Type> ORDER =
      List.of(OfferedCommand.Type.BUILTIN, OfferedCommand.Type.RECIPE, OfferedCommand.Type.SKILL);

  /// @param workingDir null for that of the server; it need not exist
  public JsonArray list(@Nullable Path workingDir) {
    Map<OfferedCommand.Type, List<OfferedCommand>> all =
        use.config().slashCommands().list(workingDir).stream()
            .collect(Collectors.groupingBy(OfferedCommand::type));
    Map<String, String> recipes =
        all.containsKey(OfferedCommand.Type.RECIPE) ? descriptions() : Map.of();
    Set<String> known = new HashSet<>();
    List<OfferedCommand> shown =
        ORDER.stream()
            .flatMap(type -> all.getOrDefault(type, List.of()).stream())
            .filter(command -> known.add(command.command().toLowerCase(Locale.ROOT)))
            .toList();
    return JsonArray.of(shown, command -> write(command, recipes));
  }

  /// Of the recipes, by their files.
  private Map<String, String> descriptions() {
    return use.recipes().list().list().stream()
        .collect(
            Collectors.toMap(
                recipe -> recipe.file().toString(), OfferedCommands::description, (one, _) -> one));
  }

  private static String description(ListRecipes.Listed recipe) {
    return recipe.recipe().json().text("description").orElse("");
  }

  private static JsonObject write(OfferedCommand command, Map<String, String> recipes) {
    boolean isRecipe = command.type() == OfferedCommand.Type.RECIPE;
    JsonObject.Builder meta = JsonObject.builder().put("commandType", command.type().wire());
    if (isRecipe) {
      meta.put("sourcePath", command.help());
    }
    return JsonObject.builder()
        .put("name", command.command())
        .put("description", isRecipe ? recipes.getOrDefault(command.help(), "") : command.help())
        .put("_meta", meta.build())
        .build();
  }

  /// The update for clients that show them.
  JsonObject update(@Nullable Path workingDir) {
    return JsonObject.builder()
        .put("sessionUpdate", "available_commands_update")
        .put("availableCommands", list(workingDir))
        .build();
  }
}
