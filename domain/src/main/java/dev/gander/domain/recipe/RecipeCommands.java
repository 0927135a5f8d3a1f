package dev.gander.domain.recipe;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The setting `slash_commands`: recipes that users start with a command of their own.
///
/// @param stored the setting's value; malformed items mean nothing and are kept
public record RecipeCommands(JsonArray stored) {
  public static final String KEY = "slash_commands";

  /// @param command without the slash
  /// @param recipe the path of its file, which may be gone
  public record Entry(String command, String recipe) {}

  /// @param value null or anything but a list for no commands
  public static RecipeCommands of(@Nullable Json value) {
    return new RecipeCommands(value instanceof JsonArray array ? array : JsonArray.EMPTY);
  }

  public List<Entry> entries() {
    return stored.items().stream().flatMap(item -> entry(item).stream()).toList();
  }

  private static Optional<Entry> entry(Json item) {
    return item instanceof JsonObject object
        ? object
            .text("command")
            .flatMap(command -> object.text("recipe_path").map(path -> new Entry(command, path)))
        : Optional.empty();
  }

  /// The recipe of a command in any case; of several the first.
  public Optional<String> recipe(String command) {
    return entries().stream()
        .filter(entry -> entry.command().equalsIgnoreCase(command))
        .map(Entry::recipe)
        .findFirst();
  }

  /// The command of a recipe.
  public Optional<String> command(Path recipe) {
    return entries().stream()
        .filter(entry -> entry.recipe().equals(recipe.toString()))
        .map(Entry::command)
        .findFirst();
  }

  /// With another command for a recipe, which comes last.
  ///
  /// @param command slashes before it are dropped, and capitals become small letters; null or empty
  ///   for none
  public RecipeCommands with(Path recipe, @Nullable String command) {
    List<Json> items = new ArrayList<>(stored.items());
    items.removeIf(
        item -> entry(item).filter(entry -> entry.recipe().equals(recipe.toString())).isPresent());
    String name =
        Objects.requireNonNullElse(command, "").replaceFirst("^/+", "").toLowerCase(Locale.ROOT);
    if (!name.isEmpty()) {
      items.add(
          JsonObject.builder().put("command", name).put("recipe_path", recipe.toString()).build());
    }
    return new RecipeCommands(new JsonArray(items));
  }
}
