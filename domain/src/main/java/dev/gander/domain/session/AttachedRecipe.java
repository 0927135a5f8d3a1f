package dev.gander.domain.session;

import dev.gander.domain.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The recipe that a session follows, with the user's values for its parameters.
///
/// @param json the recipe's JSON form; null without a recipe
/// @param values by parameter; null if none were given yet
public record AttachedRecipe(@Nullable Json json, @Nullable Map<String, String> values) {
  public static final AttachedRecipe NONE = new AttachedRecipe(null, null);

  public AttachedRecipe {
    values = values == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /// A recipe without values.
  public static AttachedRecipe of(Json json) {
    return new AttachedRecipe(json, null);
  }

  public AttachedRecipe withValues(Map<String, String> given) {
    return new AttachedRecipe(json, given);
  }

  public Map<String, String> valuesOrNone() {
    return values == null ? Map.of() : values;
  }
}
