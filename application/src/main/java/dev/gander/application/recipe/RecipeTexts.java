package dev.gander.application.recipe;

import dev.gander.application.template.TemplateLoader;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.recipe.Recipe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// All texts of a recipe that is not a document (it came in a request, a link or a session) as one
/// template: a variable that one text sets holds in the texts behind it. Quotes and line breaks of
/// the texts mean nothing but themselves.
final class RecipeTexts {
  private final Recipe recipe;
  private final char separator;
  private final RecipeTemplate template;

  private RecipeTexts(Recipe recipe, char separator, RecipeTemplate template) {
    this.recipe = recipe;
    this.separator = separator;
    this.template = template;
  }

  /// @throws dev.gander.application.template.TemplateException if a text is not a template
  static RecipeTexts of(Recipe recipe) {
    List<String> texts = new ArrayList<>();
    collect(recipe.json(), texts);
    char separator = ValueMarks.unused(String.join("", texts));
    // The last line break of a template is dropped, so that no text comes last.
    texts.add("");
    String joined = String.join(String.valueOf(separator), texts);
    return new RecipeTexts(recipe, separator, RecipeTemplate.of(joined, TemplateLoader.NONE));
  }

  RecipeTemplate template() {
    return template;
  }

  /// @throws dev.gander.application.template.TemplateException if a value is missing or an
  ///   expression fails
  /// @throws InvalidInput if a tag begins in one text and ends in another
  Recipe filled(Map<String, String> values) {
    // A value may contain the separator.
    ValueMarks marks = new ValueMarks(template.source() + separator);
    String rendered = template.filled(values, marks::mark);
    List<String> texts = List.of(rendered.split(String.valueOf(separator), -1));
    List<String> before = new ArrayList<>();
    collect(recipe.json(), before);
    if (texts.size() != before.size() + 1) {
      throw new InvalidInput("A tag begins in one text of the recipe and ends in another");
    }
    Iterator<String> next = texts.iterator();
    return Recipe.ofStored(replaced(recipe.json(), _ -> marks.resolve(next.next())));
  }

  private static void collect(Json json, List<String> texts) {
    switch (json) {
      case JsonString(String text) -> texts.add(text);
      case JsonArray(List<Json> items) -> items.forEach(item -> collect(item, texts));
      case JsonObject object -> object.members().values().forEach(value -> collect(value, texts));
      case Json _ -> {}
    }
  }

  private static Json replaced(Json json, UnaryOperator<String> change) {
    return switch (json) {
      case JsonString(String text) -> Json.of(change.apply(text));
      case JsonArray(List<Json> items) -> {
        List<Json> changed = new ArrayList<>(items.size());
        items.forEach(item -> changed.add(replaced(item, change)));
        yield new JsonArray(changed);
      }
      case JsonObject object -> {
        JsonObject.Builder changed = JsonObject.builder();
        object.members().forEach((name, value) -> changed.put(name, replaced(value, change)));
        yield changed.build();
      }
      case Json other -> other;
    };
  }
}
