package dev.gander.adapters.acp.recipe;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.recipe.Recipe;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A recipe as ACP clients read it: like the one in files, but without what its extensions do not
/// set, and with another spelling of checks.
final class RecipeForm {
  private RecipeForm() {}

  static JsonObject write(Recipe recipe) {
    return each(
        retry(recipe.json()), "extensions", extension -> extension.without(unset(extension)));
  }

  private static JsonObject retry(JsonObject recipe) {
    return recipe
        .object("retry")
        .map(
            retry ->
                recipe.with(
                    "retry", each(retry, "checks", check -> check.with("type", Json.of("shell")))))
        .orElse(recipe);
  }

  private static JsonObject each(
      JsonObject parent, String member, UnaryOperator<JsonObject> change) {
    return parent
        .array(member)
        .map(
            list ->
                parent.with(
                    member,
                    JsonArray.of(
                        list.items(),
                        item -> item instanceof JsonObject object ? change.apply(object) : item)))
        .orElse(parent);
  }

  private static Set<String> unset(JsonObject extension) {
    return extension.members().entrySet().stream()
        .filter(member -> isUnset(member.getValue()))
        .filter(member -> !member.getKey().equals("args"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isUnset(Json value) {
    return switch (value) {
      case JsonNull _ -> true;
      case JsonArray array -> array.items().isEmpty();
      case JsonObject object -> object.isEmpty();
      case Json _ -> false;
    };
  }
}
