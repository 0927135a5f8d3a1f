package dev.gander.application.recipe;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import dev.gander.json.jackson.JsonText;

/// Recipes of tests, written in JSON with single quotes.
final class Recipes {
  private Recipes() {}

  /// @param members beside title and description, as in `'prompt': 'Hi'`
  static Recipe of(String members) {
    return Recipe.read(json(members));
  }

  static JsonObject json(String members) {
    return (JsonObject) JsonText.parse(text(members));
  }

  static String text(String members) {
    return ("{'title': 'T', 'description': 'D', " + members + "}").replace('\'', '"');
  }

  /// A parameter of type string.
  static String parameter(String key, String more) {
    return "{'key': '"
        + key
        + "', 'input_type': 'string', 'requirement': 'required', 'description': 'd'"
        + more
        + "}";
  }
}
