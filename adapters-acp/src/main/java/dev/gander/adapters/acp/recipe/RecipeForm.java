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
/// set, and with another spelling of checks. As they write it, a retry needs no checks.
public final class RecipeForm {
  private static final String RETRY = "retry";
  private static final String CHECKS = "checks";

  private RecipeForm() {}

  /// @throws dev.gander.domain.error.InvalidInput if it is no recipe
  public static Recipe read(Json value) {
    if (value instanceof JsonObject recipe) {
      JsonObject retry = recipe.object(RETRY).orElse(null);
      if (retry != null && !retry.has(CHECKS)) {
        return Recipe.read(recipe.with(RETRY, retry.with(CHECKS, JsonArray.of())));
      }
    }
    return Recipe.read(value);
  }

  static JsonObject write(Recipe recipe) {
    return each(
        retry(recipe.json()), "extensions", extension -> extension.without(unset(extension)));
  }

  private static JsonObject retry(JsonObject recipe) {
    return recipe
        .object(RETRY)
        .map(
            retry ->
                recipe.with(
                    RETRY, each(retry, CHECKS, check -> check.with("type", Json.of("shell")))))
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
