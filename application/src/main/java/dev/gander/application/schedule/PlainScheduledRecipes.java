package dev.gander.application.schedule;

import dev.gander.application.recipe.RecipeParameters;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.recipe.InlineRecipe;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Scheduled recipes as far as recipes exist: their texts may name parameters and nothing else, and
/// files are written as JSON, which is YAML.
public final class PlainScheduledRecipes implements ScheduledRecipes {
  private final Function<Path, Json> reader;
  private final Function<Json, String> writer;

  /// @param reader reads a file of YAML or JSON
  public PlainScheduledRecipes(Function<Path, Json> reader, Function<Json, String> writer) {
    this.reader = reader;
    this.writer = writer;
  }

  @Override
  public String text(InlineRecipe recipe) {
    boolean hides =
        Stream.of(recipe.instructions(), recipe.prompt())
            .flatMap(text -> text.stream().flatMapToInt(String::codePoints).boxed())
            .anyMatch(letter -> letter >= 0xE0000 && letter <= 0xE007F);
    if (hides) {
      throw new InvalidInput("The recipe contains hidden characters");
    }
    new RecipeParameters(recipe).check();
    if (!recipe.hasTask()) {
      throw new InvalidInput("Recipe must specify at least one of `instructions` or `prompt`.");
    }
    return writer.apply(recipe.json());
  }

  @Override
  public InlineRecipe read(Path file, Path folder, Map<String, String> values) {
    InlineRecipe recipe = InlineRecipe.read(reader.apply(file));
    return new RecipeParameters(recipe)
        .fill(values)
        .orElseThrow(() -> new InvalidInput("The recipe needs values for its parameters"));
  }
}
