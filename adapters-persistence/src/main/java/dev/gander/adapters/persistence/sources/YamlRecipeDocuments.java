package dev.gander.adapters.persistence.sources;

import dev.gander.adapters.persistence.yaml.YamlScalars;
import dev.gander.adapters.persistence.yaml.YamlText;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.RecipeDocuments;
import dev.gander.domain.recipe.TextPlaces;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// Recipes as YAML 1.2.
public final class YamlRecipeDocuments implements RecipeDocuments {
  @Override
  public Json parse(String text, TextPlaces texts, UnaryOperator<String> fill) {
    return YamlText.parse(text, new FilledScalars(texts, fill));
  }

  @Override
  public String write(Recipe recipe) {
    String text = YamlText.writeTemplate(recipe.json());
    if (text.getBytes(StandardCharsets.UTF_8).length > SourceText.MOST_BYTES) {
      throw new InvalidInput("A recipe must not be larger than a mebibyte");
    }
    return text;
  }

  private record FilledScalars(TextPlaces texts, UnaryOperator<String> fill)
      implements YamlScalars {
    @Override
    public Json read(String path, String text, boolean isQuoted) {
      String filled = fill.apply(text);
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(filled)) {
        throw new InvalidInput("A text holds half a character");
      }
      return isQuoted || isText(path, text) ? Json.of(filled) : YamlScalars.typed(filled);
    }

    private boolean isText(String path, String word) {
      return texts
          .at(path)
          .map(place -> place == TextPlaces.Place.REQUIRED || !isNull(word))
          .orElse(false);
    }

    private static boolean isNull(String word) {
      return YamlScalars.typed(word) == JsonNull.NULL;
    }

    @Override
    public String key(String text) {
      return fill.apply(text);
    }
  }
}
